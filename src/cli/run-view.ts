import type { Listener } from "../events/index.ts";
import type { RunOutcome } from "../kernel/index.ts";

/** How the outside sees a run: a tree, lines of JSON, or one document. */
export interface RunView {
  readonly listener: Listener;
  finish(outcome: RunOutcome, elapsedMs: number): void | Promise<void>;
}

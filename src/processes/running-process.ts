import type { ChildProcess } from "node:child_process";
import type { Family } from "./family.ts";
import type { Reaper } from "./reaper.ts";

export type ProcessEnding =
  | { readonly kind: "exit"; readonly code: number }
  | { readonly kind: "signal"; readonly signal: NodeJS.Signals }
  /** We have ended it, with everything that it had started. */
  | { readonly kind: "stopped" };

/** A process that we have started, until it ends. */
export class RunningProcess {
  /** For its streams; a signal sent to it would miss what it has started. */
  readonly child: ChildProcess;
  readonly family: Family;
  /** What the process leaves behind when it ends by itself is left alone. */
  readonly ending: Promise<ProcessEnding>;
  readonly #reaper: Reaper;
  #state: "running" | "stopping" | "over" = "running";
  #settle: (ending: ProcessEnding) => void = () => {};

  constructor(child: ChildProcess, family: Family, reaper: Reaper) {
    this.child = child;
    this.family = family;
    this.#reaper = reaper;
    this.ending = new Promise((resolve) => {
      this.#settle = resolve;
    });
    child.once("exit", (code, signal) => {
      if (this.#state !== "running") return;
      this.#end(signal === null ? { kind: "exit", code: code ?? 0 } : { kind: "signal", signal });
    });
  }

  /** Ends it politely, after the grace by force. False when it is over or being stopped already. */
  stop(): boolean {
    if (this.#state !== "running") return false;
    this.#state = "stopping";
    void this.#reaper.stop(this.family).then(() => this.#end({ kind: "stopped" }));
    return true;
  }

  #end(ending: ProcessEnding): void {
    this.#state = "over";
    this.#settle(ending);
  }
}

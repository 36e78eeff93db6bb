import type { Event } from "../events/index.ts";

/** Where the report goes: a terminal, which has a line that moves, or a pipe, which has heartbeats instead. */
export interface Screen {
  start(banner: string): void;
  /** Shows whole lines, each with its line end. */
  lines(text: string): void;
  /** Tells the screen what happened, for what it shows by itself. */
  see(event: Event): void;
  /** Shows text that does not belong to the tree, on the stream it came for. */
  text(stream: "stdout" | "stderr", text: string): void;
  /** Nothing moves any more; everything shown so far is written. */
  stop(): void;
  pass(line: string, returnValue: string | undefined): void;
  fail(text: string): void;
}

import { runningTime } from "./elapsed.ts";
import type { Style } from "./style.ts";

const eraseLine = "\r\x1b[K";

/** Removes the running line; the cursor stands where it stood. */
export const eraseRunning = eraseLine;

/** Removes the running line and the blank line above it: the place for the next line of the tree. */
export const eraseRunningBlock = `${eraseLine}\x1b[1A${eraseLine}`;

interface RunningLine {
  readonly workflow: string;
  readonly elapsedMs: number;
  /** Width of the terminal. The line is cut before it would wrap: a wrapped line could not be erased. */
  readonly columns: number;
}

export function runningLine({ workflow, elapsedMs, columns }: RunningLine, style: Style): string {
  const parts: readonly (readonly [text: string, paint: (text: string) => string])[] = [
    ["▸ RUNNING", style.yellow],
    [" workflow", style.bold],
    [` ${workflow} `, (text) => text],
    [`(${runningTime(elapsedMs)})`, style.dim],
  ];
  // One column stays free: some terminals wrap as soon as the last one is written.
  let room = columns - 1;
  let line = "";
  for (const [text, paint] of parts) {
    line += paint(text.slice(0, Math.max(room, 0)));
    room -= text.length;
  }
  return line;
}

/** Writes the line over itself. */
export function refreshRunning(line: string): string {
  return `\r${line}\x1b[K`;
}

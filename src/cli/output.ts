import { writeSync } from "node:fs";
import { isatty } from "node:tty";

export type Write = (text: string) => void;

/** Prints to standard output; returns when the text is written. */
export const writeOut: Write = (text) => writeAll(1, text);

/** Prints to standard error; returns when the text is written. */
export const writeErr: Write = (text) => writeAll(2, text);

/** Whether a person reads that descriptor directly. */
export const isTerminal = (fd: 1 | 2): boolean => isatty(fd);

const closed = new Set<number>();
let failure: string | undefined;

/**
 * The exit code of a command whose own code is `code`: 1 when its output could not be written, unless that was the
 * reader's wish. Each bundle counts its own output, so each command asks for itself.
 */
export function codeAfterOutput(code: number): number {
  if (failure === undefined || code !== 0) return code;
  writeErr(`error: cannot write to standard output: ${failure}\n`);
  return 1;
}

/**
 * Writes straight to the descriptor: a run's last lines must be out before the process ends, and loading the
 * stream objects costs start-up. A reader that has gone (`| head -1`) ends the output, not the run.
 */
function writeAll(fd: number, text: string): void {
  if (closed.has(fd)) return;
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "EAGAIN") {
        pause();
        continue;
      }
      closed.add(fd);
      if (code !== "EPIPE" && fd === 1) failure = (error as Error).message;
      return;
    }
  }
}

/** A terminal or a pipe may be non-blocking and full: gives its reader a moment. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
}

import { isatty } from "node:tty";
import { type Descriptor, openChannel } from "./channel.ts";
import { OutputQueue } from "./output-queue.ts";

export type Write = (text: string) => void;

const queue = new OutputQueue(openChannel);

/** Prints to standard output; never waits, so `codeAfterOutput` must be awaited before the process ends. */
export const writeOut: Write = (text) => queue.write(1, text);

/** The same for standard error. What is printed to both is written in the order of the calls. */
export const writeErr: Write = (text) => queue.write(2, text);

/** Whether a person reads that descriptor directly. */
export const isTerminal = (fd: Descriptor): boolean => isatty(fd);

/** Resolves when the readers have caught up with the output; undefined when they have. */
export const roomForOutput = (): Promise<void> | undefined => queue.room();

/** From now on the end of the command does not wait for a reader that takes nothing. */
export const hurryOutput = (): void => queue.hurry();

/**
 * Writes out everything and gives the exit code of a command whose own code is `code`: 1 when its output could not be
 * written, unless that was the reader's wish. Each bundle has its own output, so each command waits for its own.
 */
export async function codeAfterOutput(code: number): Promise<number> {
  await queue.written();
  if (queue.failure === undefined || code !== 0) return code;
  writeErr(`error: cannot write to standard output: ${queue.failure}\n`);
  await queue.written();
  return 1;
}

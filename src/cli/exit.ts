import { codeAfterOutput, writeErr } from "./output.ts";

/**
 * Runs a whole command and ends the process with its exit code. Whatever escapes a command is one line for the
 * user; the stack appears only under `JAIPH_DEBUG=true`.
 */
export async function exitWith(command: () => number | Promise<number>): Promise<never> {
  let code: number;
  try {
    code = await codeAfterOutput(await command());
  } catch (error) {
    code = await codeAfterOutput(fail(wording(error)));
  }
  process.exit(code);
}

function wording(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return process.env["JAIPH_DEBUG"] === "true" ? (error.stack ?? error.message) : error.message;
}

/** Prints `error: …` and, where there is one, `hint: …`; gives the exit code 1. */
export function fail(message: string, hint?: string): 1 {
  writeErr(`error: ${message}\n${hint === undefined ? "" : `hint: ${hint}\n`}`);
  return 1;
}

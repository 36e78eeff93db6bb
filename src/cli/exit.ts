import { codeAfterOutput, writeErr } from "./output.ts";
import { paletteFor } from "./palette.ts";

/**
 * Runs a whole command and ends the process with its exit code. Whatever escapes a command is one line for the
 * user; the stack appears only under `JAIPH_DEBUG=true`.
 */
export async function exitWith(command: () => number | Promise<number>): Promise<never> {
  let code: number;
  try {
    code = await codeAfterOutput(await command());
  } catch (error) {
    code = await codeAfterOutput(await fail(wording(error)));
  }
  process.exit(code);
}

function wording(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return process.env["JAIPH_DEBUG"] === "true" ? (error.stack ?? error.message) : error.message;
}

/** Prints `error: …` and, where there is one, `hint: …`; gives the exit code 1. */
export async function fail(message: string, hint?: string): Promise<1> {
  const { red, cyan } = await paletteFor(2);
  writeErr(`${red("error:")} ${message}\n${hint === undefined ? "" : `${cyan("hint:")} ${hint}\n`}`);
  return 1;
}

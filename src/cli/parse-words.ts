import { type Command, CommanderError } from "commander";

export type ParsedWords<Options> =
  | { readonly ok: true; readonly options: Options; readonly paths: readonly string[] }
  | { readonly ok: false; readonly error: string; readonly hint: string };

/** Lets commander read the words of a command that is declared in `declarations`; prints nothing. */
export function parseWords<Options extends object>(
  command: Command,
  words: readonly string[],
): ParsedWords<Options> {
  try {
    command.exitOverride().configureOutput({ writeErr: () => {} });
    command.parse(words, { from: "user" });
    return { ok: true, options: command.opts<Options>(), paths: command.args };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const message = error.message.replace(/^error: /, "").replace(/\n/g, " ");
    return { ok: false, error: message, hint: `${command.name()} --help` };
  }
}

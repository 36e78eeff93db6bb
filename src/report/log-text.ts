import { printable } from "./printable.ts";

const escapes: Readonly<Record<string, string>> = { "\\n": "\n", "\\t": "\t", "\\\\": "\\" };

/** What a log line shows of its message: escapes expanded as `echo -e` does, no newlines in front. */
export function logText(message: string): string {
  const expanded = message.includes("\\")
    ? message.replace(/\\[nt\\]/g, (pair) => escapes[pair] ?? pair)
    : message;
  return printable(expanded).replace(/^\n+/, "");
}

import { startsInCode } from "./bash-quoting.ts";
import type { Line } from "./render.ts";

/**
 * Makes two habits of other languages work in the bash of a definition: `local x = 1` (also `export`, `readonly`),
 * which bash refuses, and a bare `return`, which says its status. What stands in a quoted string or a here-document
 * is data and stays as it is.
 */
export function normalizeBash(lines: readonly Line[]): readonly Line[] {
  if (lines.every(({ text }) => normalizeLine(text) === text)) return lines;
  const code = startsInCode(lines.map(({ text }) => text));
  return lines.map((line, index) => (code[index] ? { ...line, text: normalizeLine(line.text) } : line));
}

function normalizeLine(line: string): string {
  if (line.trim() === "return") return line.replace("return", "return $?");
  return line.replace(/^(\s*(?:local|export|readonly)\s+[A-Za-z_]\w*)\s+=\s*/, "$1=");
}

import type { Diagnostic, Position, SourceFile } from "../source/index.ts";
import type { Palette } from "./palette.ts";

/** Where to find the text that a diagnostic points into; undefined for a file that could not be read. */
export type SourceOf = (file: string) => SourceFile | undefined;

export interface DiagnosticStyle {
  /** Adds the source line and a caret below each diagnostic. */
  readonly excerpts: boolean;
  readonly palette: Palette;
}

/** After this many a reader scrolls no further. */
const limit = 50;

/** One line for each diagnostic in the order given, each followed by its hint; beyond 50 only their number. */
export function diagnosticText(
  list: readonly Diagnostic[],
  sourceOf: SourceOf,
  style: DiagnosticStyle,
): string {
  const shown = list.slice(0, limit).map((diagnostic) => one(diagnostic, sourceOf(diagnostic.file), style));
  const rest = list.length - shown.length;
  return shown.join("") + (rest > 0 ? `… and ${rest} more\n` : "");
}

function one(diagnostic: Diagnostic, source: SourceFile | undefined, style: DiagnosticStyle): string {
  const { line, col } = source?.position(diagnostic.span.start) ?? { line: 1, col: 1 };
  // What is wrong with a path of the command line has no place in a file.
  const { bold, cyan } = style.palette;
  const place = diagnostic.file === "" ? "" : `${bold(`${diagnostic.file}:${line}:${col}`)} `;
  const mark = markOf(diagnostic, style);
  const lines = [`${place}${mark(diagnostic.code)} ${diagnostic.message}`];
  if (style.excerpts && source) lines.push(...excerpt(diagnostic, source, { line, col }, style));
  if (diagnostic.hint !== undefined) lines.push(`  ${cyan("hint:")} ${diagnostic.hint}`);
  return `${lines.join("\n")}\n`;
}

function markOf({ severity }: Diagnostic, { palette }: DiagnosticStyle) {
  return severity === "error" ? palette.red : palette.yellow;
}

/** The part of a line around the mistake that fits a terminal. */
const width = 100;

function excerpt(
  diagnostic: Diagnostic,
  source: SourceFile,
  { line, col }: Position,
  style: DiagnosticStyle,
): string[] {
  const { dim } = style.palette;
  const mark = markOf(diagnostic, style);
  const text = source.line(line);
  const from = Math.max(0, col - 1 - width / 2);
  const visible = printable(text.slice(from, from + width));
  const at = printable(text.slice(from, col - 1)).length;
  const length = Math.min(diagnostic.span.end - diagnostic.span.start, text.length - (col - 1), width - at);
  const gutter = `  ${line} | `;
  return [
    dim(gutter) + visible,
    `${dim(`${" ".repeat(gutter.length - 2)}| `)}${" ".repeat(at)}${mark("^".repeat(Math.max(1, length)))}`,
  ];
}

/** Tabs and control characters take one column and do nothing. */
function printable(text: string): string {
  return text.replace(/\t/g, " ").replace(/[\x00-\x1f\x7f-\x9f]/g, "\ufffd");
}

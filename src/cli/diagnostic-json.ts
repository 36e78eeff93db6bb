import type { Diagnostic } from "../source/index.ts";
import type { SourceOf } from "./diagnostic-text.ts";

/** All diagnostics as one JSON array on one line; lines and columns are 1-based, the end is exclusive. */
export function diagnosticJson(list: readonly Diagnostic[], sourceOf: SourceOf): string {
  return `${JSON.stringify(list.map((diagnostic) => jsonObject(diagnostic, sourceOf)))}\n`;
}

function jsonObject(diagnostic: Diagnostic, sourceOf: SourceOf): object {
  const { file, span, code, id, severity, message, hint } = diagnostic;
  const source = sourceOf(file);
  const start = source?.position(span.start) ?? { line: 1, col: 1 };
  const end = source?.position(span.end) ?? start;
  return {
    file,
    line: start.line,
    col: start.col,
    endLine: end.line,
    endCol: end.col,
    code,
    id,
    severity,
    message,
    hint: hint ?? null,
  };
}

import type { IToken } from "chevrotain";
import type { ScriptBody } from "../ast.ts";
import { tokenSpan } from "./text.ts";

/** Takes a whole fence apart: tag, body lines, and where they stand. */
export function fencedBody(token: IToken): ScriptBody {
  const span = tokenSpan(token);
  const { image } = token;
  const firstLine = image.indexOf("\n") + 1;
  const closingLine = image.lastIndexOf("\n") + 1;
  const tag = image.slice(3, firstLine).trim();
  const end = Math.max(firstLine, closingLine - 1);
  return {
    kind: "script-body",
    span,
    form: "fenced",
    ...(tag !== "" && { tag }),
    text: image.slice(firstLine, end).replaceAll("\r\n", "\n").replace(/\r$/, ""),
    textSpan: { start: span.start + firstLine, end: span.start + end },
  };
}

import type { Span } from "../../source/index.ts";
import type { Text, TextPart } from "../ast.ts";
import { isCall, type Piece, pieceSpan, variable } from "./text.ts";
import * as T from "./tokens.ts";

export interface TripleLayout {
  /** Of the whole literal, quotes included. */
  readonly span: Span;
  /** From the first character after the opening line to the closing line. */
  readonly content: Span;
  /** The text of a module constant keeps its indentation. */
  readonly indentation: "common" | "kept";
}

/**
 * The text of a triple-quoted string: blank lines at both ends dropped, common indentation removed,
 * whitespace-only lines empty. `\$` is the one escape.
 */
export function tripleQuoted(pieces: readonly Piece[], source: string, layout: TripleLayout): Text {
  const { start, end } = inked(source, layout.content);
  const strip = layout.indentation === "common" ? commonIndent(source.slice(start, end)) : undefined;
  const parts: TextPart[] = [];
  let value = "";
  let literalStart = start;
  const flush = (upTo: number) => {
    if (value !== "") parts.push({ kind: "literal", span: { start: literalStart, end: upTo }, value });
    value = "";
  };
  for (const piece of pieces) {
    const at = pieceSpan(piece);
    if (at.start < start || at.start >= end) continue;
    if (isCall(piece) || piece.tokenType === T.Reference) {
      flush(at.start);
      parts.push(isCall(piece) ? piece : variable(piece));
      literalStart = at.end;
    } else if (piece.tokenType === T.TripleEscape && piece.image === "\\$") value += "$";
    else if (piece.tokenType === T.TripleText) {
      const opensLine = at.start === start || source[at.start - 1] === "\n";
      value += lineText(piece.image, opensLine, source[at.end] === "\n", strip);
    } else value += piece.image;
  }
  flush(end);
  return { kind: "text", span: layout.span, quote: "triple", parts };
}

function lineText(image: string, opensLine: boolean, endsLine: boolean, strip: number | undefined): string {
  const text = endsLine && image.endsWith("\r") ? image.slice(0, -1) : image;
  if (strip === undefined || !opensLine) return text;
  return endsLine && text.trim() === "" ? "" : text.slice(strip);
}

/** The lines of `content` from the first to the last that is not blank; empty when all are. */
function inked(source: string, content: Span): Span {
  const text = source.slice(content.start, content.end);
  const first = text.search(/\S/);
  if (first === -1) return { start: content.start, end: content.start };
  const start = content.start + text.lastIndexOf("\n", first) + 1;
  const last = content.start + text.trimEnd().length;
  const lineEnd = source.indexOf("\n", last);
  const carriage = source[lineEnd - 1] === "\r" ? 1 : 0;
  return { start, end: Math.max(last, Math.min(lineEnd - carriage, content.end)) };
}

/** How many characters of exactly the same whitespace open every line that is not blank. */
function commonIndent(text: string): number {
  let common: string | undefined;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
    if (common === undefined) common = indent;
    else {
      let same = 0;
      while (same < common.length && common[same] === indent[same]) same++;
      common = common.slice(0, same);
    }
  }
  return common?.length ?? 0;
}

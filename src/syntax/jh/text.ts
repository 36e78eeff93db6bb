import type { IToken } from "chevrotain";
import type { Span } from "../../source/index.ts";
import type { EnsureCall, Literal, RunCall, Text, TextPart, Variable } from "../ast.ts";
import * as T from "./tokens.ts";

/** What the parser collects of a text: its tokens, and the calls between them. */
export type Piece = IToken | RunCall | EnsureCall;

export function isCall(piece: Piece): piece is RunCall | EnsureCall {
  return "kind" in piece;
}

export function tokenSpan(token: IToken): Span {
  return { start: token.startOffset, end: token.startOffset + token.image.length };
}

export function pieceSpan(piece: Piece): Span {
  return isCall(piece) ? piece.span : tokenSpan(piece);
}

/** Reads `x`, `x.f`, `$x`, `${x}` and `${x.f}`. */
export function variable(token: IToken): Variable {
  const form = token.tokenType === T.Reference ? "braced" : token.tokenType === T.Dollar ? "dollar" : "bare";
  const start = form === "braced" ? 2 : form === "dollar" ? 1 : 0;
  const words = token.image.slice(start, form === "braced" ? -1 : undefined);
  const dot = words.indexOf(".");
  const span = tokenSpan(token);
  if (dot === -1) return { kind: "variable", span, form, name: words };
  return { kind: "variable", span, form, name: words.slice(0, dot), field: words.slice(dot + 1) };
}

/** Collects parts; neighbouring literals become one. */
class Parts {
  readonly list: TextPart[] = [];

  add(part: Variable | RunCall | EnsureCall): void {
    this.list.push(part);
  }

  literal(value: string, span: Span): void {
    if (value === "") return;
    const last = this.list.at(-1);
    if (last?.kind !== "literal") this.list.push({ kind: "literal", span, value });
    else this.list[this.list.length - 1] = joined(last, value, span.end);
  }
}

function joined(last: Literal, value: string, end: number): Literal {
  return { kind: "literal", span: { start: last.span.start, end }, value: last.value + value };
}

/** Which escapes a string knows depends on where it stands. */
export type Dialect = "text" | "config";

const escapes: Record<Dialect, ReadonlyMap<string, string>> = {
  text: new Map([
    ['\\"', '"'],
    ["\\\\", "\\"],
    ["\\$", "$"],
    ["\\`", "`"],
  ]),
  config: new Map([
    ['\\"', '"'],
    ["\\\\", "\\"],
    ["\\n", "\n"],
    ["\\t", "\t"],
  ]),
};

/** A one-token string: no escape, no interpolation. */
export function plainString(token: IToken): Text {
  const { start, end } = tokenSpan(token);
  const value = token.image.slice(1, -1);
  const inside = { start: start + 1, end: end - 1 };
  return {
    kind: "text",
    span: { start, end },
    quote: "double",
    parts: value === "" ? [] : [{ kind: "literal", span: inside, value }],
  };
}

/** Its text as it stands: no escapes, no interpolations. */
export function singleQuoted(token: IToken): Text {
  return { ...plainString(token), quote: "single" };
}

/** A single-quoted string in which variables are read all the same, as in the value of a `const` step. */
export function singleQuotedValue(token: IToken): Text {
  const { start, end } = tokenSpan(token);
  const parts = new Parts();
  let at = 1;
  const literalUpTo = (to: number) =>
    parts.literal(token.image.slice(at, to), { start: start + at, end: start + to });
  for (const found of token.image.matchAll(/\$\{[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?\}/g)) {
    literalUpTo(found.index);
    parts.add(
      variable({ ...token, tokenType: T.Reference, image: found[0], startOffset: start + found.index }),
    );
    at = found.index + found[0].length;
  }
  literalUpTo(token.image.length - 1);
  return { kind: "text", span: { start, end }, quote: "single", parts: parts.list };
}

/** Every backslash that opens no known escape stays. */
export function doubleQuoted(pieces: readonly Piece[], span: Span, dialect: Dialect): Text {
  const parts = new Parts();
  const known = escapes[dialect];
  for (const piece of pieces) {
    if (isCall(piece)) parts.add(piece);
    else if (piece.tokenType === T.Reference) parts.add(variable(piece));
    else if (piece.tokenType !== T.Escape) parts.literal(piece.image, tokenSpan(piece));
    else parts.literal(known.get(piece.image) ?? piece.image, tokenSpan(piece));
  }
  return { kind: "text", span, quote: "double", parts: parts.list };
}

/** Text without quotes: the source as it stands between the interpolations. */
export function bareText(pieces: readonly Piece[], source: string, span: Span): Text {
  const parts = new Parts();
  let at = span.start;
  const literalUpTo = (end: number) => parts.literal(source.slice(at, end), { start: at, end });
  for (const piece of pieces) {
    const { start, end } = pieceSpan(piece);
    if (start < span.start || end > span.end) continue;
    if (!isCall(piece) && piece.tokenType !== T.Reference) continue;
    literalUpTo(start);
    parts.add(isCall(piece) ? piece : variable(piece));
    at = end;
  }
  literalUpTo(span.end);
  return { kind: "text", span, quote: "none", parts: parts.list };
}

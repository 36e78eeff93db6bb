import type { IToken, TokenType } from "chevrotain";
import {
  type Diagnostic,
  type DiagnosticId,
  type DiagnosticParams,
  report,
  type SourceFile,
  type Span,
} from "../../source/index.ts";
import { LineEnd } from "./tokens.ts";

/** Which spans a diagnostic about a statement may have. */
export interface Places {
  /** The line from column 1, or the statement alone when others stand before it on its line. */
  readonly line: Span;
  /** From the first word of the statement. */
  readonly keyword: Span;
  /** The right-hand side of an assignment or send, once its operator was read. */
  readonly value?: Span;
}

/** A statement, item or arm whose tokens do not fit the grammar. */
export interface Broken {
  readonly source: SourceFile;
  readonly first: IToken;
  /** The first token that does not fit; its image is empty at the end of the file. */
  readonly at: IToken;
  /** Of the whole file. */
  readonly tokens: readonly IToken[];
  /** The index of `first` in `tokens`. */
  readonly start: number;
  /** The index of `at` in `tokens`. */
  readonly stop: number;
  /** The rules that were being parsed, innermost last; empty when all parsed and something was left over. */
  readonly rules: readonly string[];
  readonly places: Places;
  /** In a one-line body or the single step of a handler. */
  readonly inline: boolean;
}

export function inRule({ rules }: Broken, ...names: string[]): boolean {
  return names.some((name) => rules.includes(name));
}

/** Which of `types` the token is; also true for members of a category. */
export function isOf(token: IToken | undefined, ...types: TokenType[]): boolean {
  if (!token) return false;
  for (const type of types) if (isA(token, type)) return true;
  return false;
}

export function isA(token: IToken, type: TokenType): boolean {
  return token.tokenType === type || type.categoryMatchesMap?.[token.tokenTypeIdx] === true;
}

/** The token `distance` behind the first one; nothing beyond the end of the line. */
export function follower({ tokens, start }: Broken, distance: number): IToken | undefined {
  for (let index = start; index <= start + distance; index++)
    if (isOf(tokens[index], LineEnd)) return undefined;
  return tokens[start + distance];
}

/** What stands on the line from the misfit on, shortened for a message. */
export function restOf({ source, at }: Broken): string {
  return at.image === "" ? "" : excerpt(source.text.slice(at.startOffset, at.startOffset + 200));
}

/** The start of a text that a message may quote. */
export function excerpt(text: string): string {
  const line = text.split("\n", 1)[0]?.trim() ?? "";
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

/** Column 1 of the line on which `token` stands; the statement's own line place when that is the same line. */
export function lineOf({ source, places }: Broken, token: IToken): Span {
  const start = source.lineStart(token.startOffset);
  if (places.keyword.start >= start) return places.line;
  const line = source.text.slice(start, start + 500).split("\n", 1)[0] ?? "";
  return { start, end: start + line.trimEnd().length };
}

/** The column of `place`, but on the line where `token` ends. */
export function columnAt({ source }: Broken, place: Span, token: IToken): Span {
  const end = token.startOffset + token.image.length;
  const column = place.start - source.lineStart(place.start);
  const start = Math.min(source.lineStart(end) + column, end);
  return { start, end: Math.max(end, start) };
}

/** Everything parsed, but the statement does not end there. */
export function leftOver({ rules }: Broken): boolean {
  return rules.length === 0;
}

/** The token before the misfit. */
export function before({ tokens, stop }: Broken): IToken | undefined {
  return tokens[stop - 1];
}

/** The diagnostic `id`, about the file of `broken`. */
export function say<Id extends DiagnosticId>(
  { source }: Broken,
  id: Id,
  span: Span,
  params: DiagnosticParams<Id>,
): Diagnostic {
  return report(id, source.id, span, params);
}

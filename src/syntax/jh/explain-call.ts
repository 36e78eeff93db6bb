import type { IToken } from "chevrotain";
import type { Diagnostic, Span } from "../../source/index.ts";
import { type Broken, before, columnAt, inRule, isOf, lineOf, restOf, say } from "./broken.ts";
import * as T from "./tokens.ts";
import { identifier } from "./words.ts";

/** The misfit ends the line, the statement or the file. */
export function atLineEnd({ at }: Broken): boolean {
  return at.image === "" || isOf(at, T.LineEnd);
}

/** Whether the misfit is where a string goes on after its line. */
export function inOpenString(b: Broken): boolean {
  return inRule(b, "pieces", "interpolated") && atLineEnd(b);
}

/** Literals and bodies that are wrong wherever they stand: triple quotes, fences, backticks. */
export function explainLiteral(b: Broken, place: Span): Diagnostic | undefined {
  const { at } = b;
  if (isOf(at, T.BadTriple)) return say(b, "triple-content", lineOf(b, at), {});
  if (isOf(at, T.UnterminatedTriple)) return say(b, "triple-unterminated", lineOf(b, at), {});
  if (isOf(at, T.OneLineFence)) return say(b, "fence-open", place, {});
  if (isOf(at, T.UnterminatedFence)) return say(b, "fence-unterminated", place, {});
  if (isOf(at, T.UnclosedBacktick)) return say(b, "backtick-unterminated", place, {});
  if (inOpenString(b)) return say(b, "multiline-string", place, {});
  return undefined;
}

/** What is reported of a call depends on where it stands. */
export interface CallSite {
  /** As the message names the call. */
  readonly keyword: string;
  /** Where a bad target is reported. */
  readonly target: Span;
  /** Where everything else is. */
  readonly place: Span;
}

/** A call that stopped at a token. */
export function explainCall(b: Broken, site: CallSite): Diagnostic | undefined {
  if (inRule(b, "handler")) return explainHandler(b);
  if (inRule(b, "modifiers")) return explainModifier(b);
  const literal = isAsync(b) && startsBody(b.at) ? undefined : explainLiteral(b, site.place);
  if (literal) return literal;
  if (opened(b)) return say(b, "call-unterminated", b.places.line, {});
  if (isAsync(b) && startsBody(b.at)) return say(b, "async-inline-script", b.places.keyword, {});
  if (isOf(before(b), T.Backtick)) return say(b, "inline-script-arguments", site.place, {});
  if (isOf(before(b), T.Fence))
    return say(b, "inline-script-arguments", columnAt(b, site.place, before(b) as IToken), {});
  if (isOf(b.at, T.Script) && isOf(b.tokens[b.stop + 1], T.LeftParen))
    return say(b, "inline-script-changed", site.target, {});
  return say(b, "call-target", site.target, { keyword: site.keyword });
}

/** A call that is complete, but not the end of its statement. */
export function explainCallRest(b: Broken, site: CallSite): Diagnostic {
  if (isOf(b.at, T.On, T.With, T.Timeout, T.Retry))
    return say(b, "modifier-order", b.places.keyword, { modifier: b.at.image });
  const body = inlineBody(b);
  if (!body) return say(b, "call-trailing", b.places.line, { keyword: site.keyword, rest: restOf(b) });
  const place = isOf(body, T.Fence) ? columnAt(b, site.place, body) : site.place;
  return say(b, "inline-script-trailing", place, { rest: restOf(b) });
}

function isAsync({ tokens, start, stop }: Broken): boolean {
  for (let index = start; index <= start + 4 && index <= stop; index++)
    if (isOf(tokens[index], T.Async)) return isOf(tokens[index - 1], T.Run);
  return false;
}

function startsBody(token: IToken | undefined): boolean {
  return isOf(token, T.Backtick, T.UnclosedBacktick, T.Fence, T.OneLineFence, T.UnterminatedFence);
}

/** The script body that the statement runs, when it runs one. */
function inlineBody({ tokens, start, stop }: Broken): IToken | undefined {
  for (let index = start; index <= start + 5 && index < stop; index++) {
    const token = tokens[index];
    if (isOf(token, T.LeftParen)) return undefined;
    if (isOf(token, T.Backtick, T.Fence)) return token;
  }
  return undefined;
}

/** Whether the misfit stands behind an opening parenthesis of the statement. */
export function opened({ tokens, start, stop }: Broken): boolean {
  for (let index = start; index < stop && index < start + 8; index++)
    if (isOf(tokens[index], T.LeftParen)) return true;
  return false;
}

function explainModifier(b: Broken): Diagnostic {
  const { keyword } = b.places;
  if (inRule(b, "resources")) return say(b, "resource-form", lineOf(b, before(b) ?? b.at), {});
  const modifier = before(b)?.image ?? "on";
  const expected =
    modifier === "on"
      ? "a place: a string, a name or ${name}"
      : modifier === "timeout"
        ? "a number of seconds, at least 1"
        : "a number of further attempts";
  return say(b, "modifier-value", keyword, { modifier, expected });
}

/** `catch` or `recover` whose binding or body does not parse. */
function explainHandler(b: Broken): Diagnostic | undefined {
  const { tokens } = b;
  let at = Math.min(b.stop, tokens.length) - 1;
  while (at > b.start && !isOf(tokens[at], T.Catch, T.Recover)) at--;
  const word = tokens[at] as IToken;
  const keyword = word.image;
  const place = { start: word.startOffset, end: word.startOffset + keyword.length };
  const next = tokens[at + 1];
  if (!next || isOf(next, T.LineEnd)) return say(b, "handler-bindings-and-body", place, { keyword });
  if (!isOf(next, T.LeftParen)) return say(b, "handler-bindings", place, { keyword });
  const names: IToken[] = [];
  let close = at + 2;
  for (; close < tokens.length && !isOf(tokens[close], T.RightParen, T.LineEnd, T.LeftBrace); close++)
    names.push(tokens[close] as IToken);
  if (!isOf(tokens[close], T.RightParen)) return say(b, "handler-unterminated-bindings", place, { keyword });
  if (names.length === 0) return say(b, "handler-no-binding", place, { keyword });
  const [name] = names;
  if (names.length > 1) return say(b, "handler-many-bindings", place, { keyword });
  if (name && !identifier.test(name.image))
    return say(b, "handler-binding-name", place, { keyword, name: name.image });
  return explainLiteral(b, b.places.keyword) ?? say(b, "handler-without-body", place, { keyword });
}

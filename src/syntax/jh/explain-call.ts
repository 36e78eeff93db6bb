import type { IToken } from "chevrotain";
import type { Diagnostic, Span } from "../../source/index.ts";
import {
  type Broken,
  before,
  columnAt,
  follower,
  inRule,
  isOf,
  leftOver,
  lineOf,
  restOf,
  say,
} from "./broken.ts";
import { explainHandler } from "./explain-handler.ts";
import { explainLiteral, startsBody } from "./explain-literal.ts";
import * as T from "./tokens.ts";

/** What is reported of a call depends on where it stands. */
export interface CallSite {
  /** As the message names the call. */
  readonly keyword: string;
  /** Where a bad target is reported. */
  readonly target: Span;
  /** Where everything else is. */
  readonly place: Span;
}

function runKeyword(b: Broken): string {
  return isOf(follower(b, 1), T.Async) ? "run async" : "run";
}

export function explainRun(b: Broken): Diagnostic | undefined {
  const { line, keyword: place } = b.places;
  const site = { keyword: runKeyword(b), target: line, place };
  return leftOver(b) ? (closingBrace(b) ?? explainCallRest(b, site)) : explainCall(b, site);
}

export function explainEnsure(b: Broken): Diagnostic | undefined {
  const site = { keyword: "ensure", target: b.places.line, place: b.places.keyword };
  return leftOver(b) ? (closingBrace(b) ?? explainCallRest(b, site)) : explainCall(b, site);
}

const callClauses = [T.On, T.With, T.Timeout, T.Retry, T.Catch, T.Recover];

/** A complete block with more on its last line. */
function closingBrace(b: Broken): Diagnostic | undefined {
  const last = before(b);
  return last && isOf(last, T.RightBrace) && !isOf(b.at, ...callClauses)
    ? say(b, "closing-brace-alone", lineOf(b, last), {})
    : undefined;
}

/** A call that does not fit from some token on. */
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

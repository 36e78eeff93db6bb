import type { IToken } from "chevrotain";
import type { Diagnostic, Span } from "../../source/index.ts";
import { type Broken, before, inRule, isOf, lineOf, say } from "./broken.ts";
import * as T from "./tokens.ts";

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

/** A script body opens here, be it well closed or not. */
export function startsBody(token: IToken | undefined): boolean {
  return isOf(token, T.Backtick, T.UnclosedBacktick, T.Fence, T.OneLineFence, T.UnterminatedFence);
}

/** Text behind the closing `"""` is reported on that line. */
export function afterTriple(b: Broken): Diagnostic | undefined {
  const last = before(b);
  return last && isOf(last, T.TripleClose) ? say(b, "triple-trailing", lineOf(b, last), {}) : undefined;
}

import type { Diagnostic, Span } from "../../source/index.ts";
import { type Broken, before, inRule, isOf, leftOver, lineOf, say } from "./broken.ts";
import { explainLiteral, inOpenString } from "./explain-literal.ts";
import { tokenSpan } from "./text.ts";
import * as T from "./tokens.ts";

export function explainMatch(b: Broken): Diagnostic {
  const { line } = b.places;
  if (leftOver(b)) return closingBrace(b);
  if (isOf(b.at, T.Dollar, T.Reference, T.BareShellForm))
    return say(b, "match-dollar-subject", line, { name: b.at.image.replace(/^\$\{?|\}$/g, "") });
  return say(b, "match-subject", line, {});
}

export function explainIf(b: Broken): Diagnostic {
  const place = b.places.keyword;
  if (leftOver(b)) return closingBrace(b);
  if (inRule(b, "otherwise")) return say(b, "else-form", lastElse(b), {});
  const operator = before(b);
  if (isOf(operator, T.Equal, T.NotEqual) && b.at.image.startsWith("/"))
    return say(b, "if-operand", place, { operator: operator?.image ?? "", expected: 'a string "…"' });
  if (isOf(operator, T.Matches, T.NotMatches) && isOf(b.at, T.PlainString, T.StringOpen))
    return say(b, "if-operand", place, { operator: operator?.image ?? "", expected: "a regex /…/" });
  if (isOf(operator, T.Equal, T.NotEqual) && isOf(b.at, T.SingleQuoted))
    return say(b, "single-quotes", place, {});
  return (inOpenString(b) ? explainLiteral(b, place) : undefined) ?? say(b, "if-form", place, {});
}

function lastElse({ tokens, stop, places }: Broken): Span {
  for (let index = stop; index > 0 && index > stop - 8; index--) {
    const token = tokens[index];
    if (token && isOf(token, T.Else)) return tokenSpan(token);
  }
  return places.keyword;
}

export function explainFor(b: Broken): Diagnostic | undefined {
  return leftOver(b) ? closingBrace(b) : undefined;
}

/** A block of entries explains itself; what is left is text behind it, or no block at all. */
export function explainBlockConfig(b: Broken): Diagnostic | undefined {
  const last = before(b);
  return leftOver(b) && last && isOf(last, T.RightBrace)
    ? say(b, "config-trailing", lineOf(b, last), {})
    : undefined;
}

/** More on the line of the brace that ends the statement. */
function closingBrace(b: Broken): Diagnostic {
  return say(b, "closing-brace-alone", lineOf(b, before(b) ?? b.at), {});
}

import type { Diagnostic } from "../../source/index.ts";
import { type Broken, before, inRule, isOf, restOf, say } from "./broken.ts";
import { explainCall, explainCallRest } from "./explain-call.ts";
import { atLineEnd, inOpenString } from "./explain-literal.ts";
import * as T from "./tokens.ts";

/** Says why a line of a match is no arm. Every such error is reported at column 1 of the arm. */
export function explainArm(b: Broken): Diagnostic {
  const { line } = b.places;
  if (isOf(b.at, T.SingleQuoted)) return say(b, "single-quotes", line, {});
  return b.rules.length === 0 ? explainRest(b) : inRule(b, "armBody") ? explainBody(b) : explainPattern(b);
}

function explainRest(b: Broken): Diagnostic {
  const last = before(b);
  if (isOf(last, T.TripleClose)) return say(b, "match-triple-trailing", b.places.line, {});
  if (isOf(last, T.RightParen)) {
    const site = { keyword: "run", target: b.places.line, place: b.places.line };
    return explainCallRest(b, site);
  }
  return say(b, "match-body-trailing", b.places.line, { rest: restOf(b) });
}

function explainBody(b: Broken): Diagnostic {
  const { line } = b.places;
  if (inOpenString(b)) return say(b, "match-body-string", line, {});
  if (isOf(b.at, T.BadTriple)) return say(b, "match-triple-content", line, {});
  if (isOf(b.at, T.UnterminatedTriple)) return say(b, "match-triple-unterminated", line, {});
  if (isOf(before(b), T.FatArrow) && (atLineEnd(b) || isOf(b.at, T.Semicolon, T.RightBrace)))
    return say(b, "match-body-empty", line, {});
  const call = explainCall(b, { keyword: "run", target: line, place: line });
  return call ?? say(b, "match-body-trailing", line, { rest: restOf(b) });
}

function explainPattern(b: Broken): Diagnostic {
  const { line } = b.places;
  if (inOpenString(b)) return say(b, "match-pattern-string", line, {});
  if (!inRule(b, "pattern")) return say(b, "match-arrow", line, {});
  if (b.at.image.startsWith("/")) return say(b, "match-regex-unterminated", line, {});
  if (isOf(before(b), T.Pipe)) return say(b, "match-wildcard-alternative", line, {});
  return say(b, "match-pattern", line, {});
}

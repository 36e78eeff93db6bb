import type { Diagnostic } from "../../source/index.ts";
import { type Broken, before, follower, isOf, leftOver, restOf, say } from "./broken.ts";
import { explainCall, explainCallRest, opened } from "./explain-call.ts";
import { explainMatch } from "./explain-control.ts";
import { afterTriple, explainLiteral, inOpenString, startsBody } from "./explain-literal.ts";
import * as T from "./tokens.ts";

/** The literal of a `log` or `fail`, whose keyword the message names. */
function explainMessage(b: Broken, keyword: string): Diagnostic | undefined {
  const place = b.places.keyword;
  if (leftOver(b)) return afterTriple(b);
  if (inOpenString(b) && b.inline) return say(b, "unterminated-literal", place, { keyword });
  if (isOf(b.at, T.SingleQuoted)) return say(b, "single-quotes", place, {});
  return startsBody(b.at) ? undefined : explainLiteral(b, place);
}

export function explainLog(b: Broken): Diagnostic | undefined {
  const keyword = b.first.image;
  const place = b.places.keyword;
  const form = () => say(b, "log-form", place, { keyword });
  if (isOf(follower(b, 1), T.Run)) {
    if (leftOver(b)) return explainCallRest(b, { keyword, target: place, place });
    return startsBody(follower(b, 2)) ? explainCall(b, { keyword, target: place, place }) : form();
  }
  const message = explainMessage(b, keyword);
  if (message) return message;
  const literal = isOf(before(b), T.PlainString, T.StringClose);
  return leftOver(b) && literal ? say(b, "log-trailing", place, { keyword, rest: restOf(b) }) : form();
}

export function explainFail(b: Broken): Diagnostic {
  return explainMessage(b, "fail") ?? say(b, "fail-form", b.places.keyword, {});
}

export function explainReturn(b: Broken): Diagnostic | undefined {
  const place = b.places.keyword;
  const value = follower(b, 1);
  if (isOf(value, T.Match)) return explainMatch(b);
  if (isOf(value, T.Run, T.Ensure)) {
    const site = { keyword: value?.image ?? "run", target: b.places.line, place };
    if (leftOver(b)) return explainCallRest(b, site);
    return opened(b) || startsBody(follower(b, 2)) ? explainCall(b, site) : undefined;
  }
  if (isOf(value, T.SingleQuoted)) return say(b, "single-quotes", place, {});
  if (leftOver(b)) return afterTriple(b);
  return startsBody(b.at) ? undefined : explainLiteral(b, place);
}

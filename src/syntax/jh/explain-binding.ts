import type { IToken } from "chevrotain";
import type { Diagnostic, Span } from "../../source/index.ts";
import { type Broken, follower, isOf, leftOver, say } from "./broken.ts";
import { type CallSite, explainCall, explainCallRest } from "./explain-call.ts";
import { explainMatch } from "./explain-control.ts";
import { afterTriple, explainLiteral } from "./explain-literal.ts";
import { explainPrompt } from "./explain-prompt.ts";
import * as T from "./tokens.ts";

export function explainConst(b: Broken): Diagnostic | undefined {
  const { value, keyword } = b.places;
  return value ? explainBinding(b, follower(b, 3), value) : say(b, "const-form", keyword, {});
}

/** The value of `const x = …`, whose first token is `value`. */
function explainBinding(b: Broken, value: IToken | undefined, place: Span): Diagnostic | undefined {
  if (isOf(value, T.Run)) return explainCapture(b, place);
  if (isOf(value, T.Ensure)) {
    if (leftOver(b)) return say(b, "const-ensure-trailing", place, {});
    return explainCall(b, { keyword: "const ... = ensure", target: place, place });
  }
  if (isOf(value, T.Prompt)) return explainPrompt(b);
  if (isOf(value, T.Match)) return explainMatch(b);
  if (leftOver(b)) return afterTriple(b) ?? say(b, "const-form", b.places.keyword, {});
  if (!value || isOf(value, T.Semicolon, T.RightBrace)) return say(b, "const-empty", place, {});
  return explainLiteral(b, place) ?? say(b, "const-form", b.places.keyword, {});
}

function explainCapture(b: Broken, place: Span): Diagnostic | undefined {
  const distance = isOf(b.first, T.Const) ? 4 : 3;
  const keyword = isOf(follower(b, distance), T.Async) ? "run async" : "run";
  if (leftOver(b)) return explainCallRest(b, { keyword, target: b.places.line, place });
  return explainCall(b, { keyword: `const ... = ${keyword}`, target: place, place });
}

/** A line that begins with a name: an assignment, a send, or no step at all. */
export function explainNamed(b: Broken): Diagnostic | undefined {
  const second = follower(b, 1);
  if (isOf(b.first, T.Else)) return say(b, "else-placement", b.places.keyword, {});
  if (isOf(second, T.Send)) return explainSend(b);
  if (!isOf(second, T.Assign) || sendsLater(b)) return undefined;
  const value = follower(b, 2);
  if (isOf(value, T.Run, T.Ensure, T.Prompt))
    return explainBinding(b, value, b.places.value ?? b.places.keyword);
  return say(b, "assignment-without-const", b.places.keyword, { name: b.first.image });
}

function sendsLater(b: Broken): boolean {
  return isOf(follower(b, 3), T.Send);
}

function explainSend(b: Broken): Diagnostic | undefined {
  const place = b.places.value ?? b.places.line;
  if (isOf(follower(b, 2), T.Run)) {
    const site: CallSite = { keyword: "run", target: b.places.line, place };
    return leftOver(b) ? explainCallRest(b, site) : explainCall(b, site);
  }
  return explainLiteral(b, place) ?? say(b, "send-form", place, {});
}

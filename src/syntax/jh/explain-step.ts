import type { IToken, TokenType } from "chevrotain";
import type { Diagnostic, Span } from "../../source/index.ts";
import { type Broken, before, follower, inRule, isOf, lineOf, restOf, say } from "./broken.ts";
import {
  type CallSite,
  explainCall,
  explainCallRest,
  explainLiteral,
  inOpenString,
  opened,
} from "./explain-call.ts";
import { tokenSpan } from "./text.ts";
import * as T from "./tokens.ts";

type Explain = (broken: Broken) => Diagnostic | undefined;

/** Says why a statement is none; nothing when it is no attempt at a step, but a line of something else. */
export function explainStep(broken: Broken): Diagnostic | undefined {
  const explain = explainers.get(broken.first.tokenType) ?? explainNamed;
  return explain(broken);
}

/** Everything parsed, but the statement does not end there. */
function leftOver({ rules }: Broken): boolean {
  return rules.length === 0;
}

// ---- Calls -------------------------------------------------------------------------------------------------

function runKeyword(b: Broken): string {
  return isOf(follower(b, 1), T.Async) ? "run async" : "run";
}

const explainRun: Explain = (b) => {
  const { line, keyword: place } = b.places;
  const site = { keyword: runKeyword(b), target: line, place };
  return leftOver(b) ? (closingBrace(b) ?? explainCallRest(b, site)) : explainCall(b, site);
};

const explainEnsure: Explain = (b) => {
  const site = { keyword: "ensure", target: b.places.line, place: b.places.keyword };
  return leftOver(b) ? (closingBrace(b) ?? explainCallRest(b, site)) : explainCall(b, site);
};

const callClauses = [T.On, T.With, T.Timeout, T.Retry, T.Catch, T.Recover];

/** A complete block with more on its last line. */
function closingBrace(b: Broken): Diagnostic | undefined {
  const last = before(b);
  return last && isOf(last, T.RightBrace) && !isOf(b.at, ...callClauses)
    ? say(b, "closing-brace-alone", lineOf(b, last), {})
    : undefined;
}

// ---- Bindings ----------------------------------------------------------------------------------------------

const explainConst: Explain = (b) => {
  const { value, keyword } = b.places;
  return value ? explainBinding(b, follower(b, 3), value) : say(b, "const-form", keyword, {});
};

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

const explainNamed: Explain = (b) => {
  const second = follower(b, 1);
  if (isOf(b.first, T.Else)) return say(b, "else-placement", b.places.keyword, {});
  if (isOf(second, T.Send)) return explainSend(b);
  if (!isOf(second, T.Assign) || sendsLater(b)) return undefined;
  const value = follower(b, 2);
  if (isOf(value, T.Run, T.Ensure, T.Prompt))
    return explainBinding(b, value, b.places.value ?? b.places.keyword);
  return say(b, "assignment-without-const", b.places.keyword, { name: b.first.image });
};

function sendsLater(b: Broken): boolean {
  return isOf(follower(b, 3), T.Send) || isOf(follower(b, 4), T.Send);
}

function explainSend(b: Broken): Diagnostic | undefined {
  const place = b.places.value ?? b.places.line;
  if (isOf(follower(b, 2), T.Run)) {
    const site: CallSite = { keyword: "run", target: b.places.line, place };
    return leftOver(b) ? explainCallRest(b, site) : explainCall(b, site);
  }
  return explainLiteral(b, place) ?? say(b, "send-form", place, {});
}

// ---- Messages ----------------------------------------------------------------------------------------------

/** Text behind the closing `"""` is reported on that line. */
function afterTriple(b: Broken): Diagnostic | undefined {
  const last = before(b);
  return last && isOf(last, T.TripleClose) ? say(b, "triple-trailing", lineOf(b, last), {}) : undefined;
}

/** The literal of a `log` or `fail`, whose keyword the message names. */
function explainMessage(b: Broken, keyword: string): Diagnostic | undefined {
  const place = b.places.keyword;
  if (leftOver(b)) return afterTriple(b);
  if (inOpenString(b) && b.inline) return say(b, "unterminated-literal", place, { keyword });
  if (isOf(b.at, T.SingleQuoted)) return say(b, "single-quotes", place, {});
  return startsFence(b.at) ? undefined : explainLiteral(b, place);
}

function startsFence(token: IToken): boolean {
  return isOf(token, T.Backtick, T.UnclosedBacktick, T.Fence, T.OneLineFence, T.UnterminatedFence);
}

const explainLog: Explain = (b) => {
  const keyword = b.first.image;
  const place = b.places.keyword;
  const form = () => say(b, "log-form", place, { keyword });
  if (isOf(follower(b, 1), T.Run)) {
    if (leftOver(b)) return explainCallRest(b, { keyword, target: place, place });
    return startsFence(follower(b, 2) ?? b.first)
      ? explainCall(b, { keyword, target: place, place })
      : form();
  }
  const message = explainMessage(b, keyword);
  if (message) return message;
  const literal = isOf(before(b), T.PlainString, T.StringClose);
  return leftOver(b) && literal ? say(b, "log-trailing", place, { keyword, rest: restOf(b) }) : form();
};

const explainFail: Explain = (b) => explainMessage(b, "fail") ?? say(b, "fail-form", b.places.keyword, {});

const explainReturn: Explain = (b) => {
  const place = b.places.keyword;
  const value = follower(b, 1);
  if (isOf(value, T.Match)) return explainMatch(b);
  if (isOf(value, T.Run, T.Ensure)) {
    const site = { keyword: value?.image ?? "run", target: b.places.line, place };
    if (leftOver(b)) return explainCallRest(b, site);
    return opened(b) || startsFence(follower(b, 2) ?? b.first) ? explainCall(b, site) : undefined;
  }
  if (isOf(value, T.SingleQuoted)) return say(b, "single-quotes", place, {});
  if (leftOver(b)) return afterTriple(b);
  return startsFence(b.at) ? undefined : explainLiteral(b, place);
};

// ---- Prompts -----------------------------------------------------------------------------------------------

const explainPrompt: Explain = (b) => {
  const { keyword: place, line } = b.places;
  if (inRule(b, "returns")) {
    if (isOf(b.at, T.UnclosedSchema)) return say(b, "returns-unterminated", line, {});
    if (isOf(b.at, T.SingleQuoted)) return say(b, "single-quotes", line, {});
    return say(b, "prompt-trailing", line, { body: "string" });
  }
  if (leftOver(b)) {
    const body = isOf(before(b), T.PlainString, T.StringClose, T.SchemaText) ? "string" : "body";
    return afterTriple(b) ?? say(b, "prompt-trailing", line, { body });
  }
  if (isOf(b.at, T.Fence, T.OneLineFence, T.UnterminatedFence)) return say(b, "prompt-fence", place, {});
  if (inOpenString(b)) return say(b, "prompt-unterminated", place, {});
  if (isOf(b.at, T.SingleQuoted)) return say(b, "single-quotes", place, {});
  if (isOf(b.at, T.Backtick, T.UnclosedBacktick)) return say(b, "prompt-body", place, {});
  return explainLiteral(b, place) ?? say(b, "prompt-body", place, {});
};

// ---- Control -----------------------------------------------------------------------------------------------

const explainMatch: Explain = (b) => {
  const { line } = b.places;
  if (leftOver(b)) return say(b, "closing-brace-alone", lineOf(b, before(b) ?? b.at), {});
  if (isOf(b.at, T.Dollar, T.Reference, T.BareShellForm))
    return say(b, "match-dollar-subject", line, { name: b.at.image.replace(/^\$\{?|\}$/g, "") });
  return say(b, "match-subject", line, {});
};

const explainIf: Explain = (b) => {
  const place = b.places.keyword;
  if (leftOver(b)) return say(b, "closing-brace-alone", lineOf(b, before(b) ?? b.at), {});
  if (inRule(b, "otherwise")) return say(b, "else-form", lastElse(b), {});
  const operator = before(b);
  if (isOf(operator, T.Equal, T.NotEqual) && b.at.image.startsWith("/"))
    return say(b, "if-operand", place, { operator: operator?.image ?? "", expected: 'a string "…"' });
  if (isOf(operator, T.Matches, T.NotMatches) && isOf(b.at, T.PlainString, T.StringOpen))
    return say(b, "if-operand", place, { operator: operator?.image ?? "", expected: "a regex /…/" });
  if (isOf(operator, T.Equal, T.NotEqual) && isOf(b.at, T.SingleQuoted))
    return say(b, "single-quotes", place, {});
  return (inOpenString(b) ? explainLiteral(b, place) : undefined) ?? say(b, "if-form", place, {});
};

function lastElse({ tokens, stop, places }: Broken): Span {
  for (let index = stop; index > 0 && index > stop - 8; index--) {
    const token = tokens[index];
    if (token && isOf(token, T.Else)) return tokenSpan(token);
  }
  return places.keyword;
}

const explainFor: Explain = (b) =>
  leftOver(b) ? say(b, "closing-brace-alone", lineOf(b, before(b) ?? b.at), {}) : undefined;

/** A block of entries explains itself; what is left is text behind it, or no block at all. */
const explainConfig: Explain = (b) =>
  leftOver(b) && isOf(before(b), T.RightBrace)
    ? say(b, "config-trailing", lineOf(b, before(b) ?? b.at), {})
    : undefined;

const explainers = new Map<TokenType, Explain>([
  [T.Run, explainRun],
  [T.Ensure, explainEnsure],
  [T.Const, explainConst],
  [T.Log, explainLog],
  [T.Logerr, explainLog],
  [T.Logwarn, explainLog],
  [T.Fail, explainFail],
  [T.Return, explainReturn],
  [T.Prompt, explainPrompt],
  [T.Match, explainMatch],
  [T.If, explainIf],
  [T.For, explainFor],
  [T.Config, explainConfig],
]);

import type { Diagnostic } from "../../source/index.ts";
import { type Broken, before, inRule, isOf, leftOver, say } from "./broken.ts";
import { afterTriple, explainLiteral, inOpenString } from "./explain-literal.ts";
import * as T from "./tokens.ts";

export function explainPrompt(b: Broken): Diagnostic {
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
}

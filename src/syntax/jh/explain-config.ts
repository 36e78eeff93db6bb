import type { Diagnostic, Span } from "../../source/index.ts";
import { type Broken, isOf, lineOf, say } from "./broken.ts";
import { atLineEnd, inOpenString } from "./explain-literal.ts";
import * as T from "./tokens.ts";

/** Says why a line of a config block is no entry. */
export function explainEntry(b: Broken): Diagnostic {
  const { keyword, value } = b.places;
  if (!value) return say(b, "config-line", keyword, {});
  if (b.rules.includes("list")) return explainList(b);
  if (isOf(b.at, T.SingleQuoted)) return say(b, "single-quotes", keyword, {});
  if (inOpenString(b)) return say(b, "multiline-string", keyword, {});
  return say(b, "config-value", keyword, {});
}

function explainList(b: Broken): Diagnostic {
  const place = fromToken(b);
  if (isOf(b.at, T.RightBrace) || (atLineEnd(b) && !inOpenString(b)))
    return say(b, "config-array-unterminated", b.places.line, {});
  if (isOf(b.at, T.SingleQuoted)) return say(b, "single-quotes", place, {});
  return say(b, "config-array-element", place, {});
}

/** From the first character of the line on which the misfit stands. */
function fromToken(b: Broken): Span {
  const line = lineOf(b, b.at);
  const text = b.source.text.slice(line.start, line.end);
  return { start: line.start + (text.length - text.trimStart().length), end: line.end };
}

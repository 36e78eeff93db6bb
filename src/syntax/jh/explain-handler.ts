import type { IToken } from "chevrotain";
import type { Diagnostic } from "../../source/index.ts";
import { type Broken, isOf, say } from "./broken.ts";
import { explainLiteral } from "./explain-literal.ts";
import * as T from "./tokens.ts";
import { identifier } from "./words.ts";

/** `catch` or `recover` whose binding or body does not parse. */
export function explainHandler(b: Broken): Diagnostic {
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

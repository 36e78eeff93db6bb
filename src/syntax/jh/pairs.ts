import type { IToken } from "chevrotain";
import { isOf } from "./broken.ts";
import * as T from "./tokens.ts";

/** Words that begin a step, and nothing else on a line of their own. */
export const stepKeywords = new Set([
  ...[T.Run, T.Ensure, T.Prompt, T.Const, T.Log, T.Logerr, T.Logwarn, T.Fail, T.Return, T.Match, T.If, T.For],
]);

/**
 * Which `)` closes which `(`. A step that begins a line inside parentheses, and a brace that closes a block around
 * them, show that a `)` was forgotten: what is open there has no end.
 */
export function pairs(tokens: readonly IToken[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let open: number[] = [];
  const blocks: number[][] = [];
  tokens.forEach((token, index) => {
    const { tokenType } = token;
    if (tokenType === T.LeftParen) open.push(index);
    else if (tokenType === T.RightParen) {
      const opener = open.pop();
      if (opener !== undefined) found.set(opener, index);
    } else if (tokenType === T.LeftBrace) {
      blocks.push(open);
      open = [];
    } else if (tokenType === T.RightBrace) open = blocks.pop() ?? [];
    else if (leavesCall.has(tokenType) && isOf(tokens[index - 1], T.LineEnd)) open = [];
  });
  return found;
}

/** Steps that cannot be an argument, as `run` and `ensure` can. */
const leavesCall = new Set([...stepKeywords].filter((type) => type !== T.Run && type !== T.Ensure));

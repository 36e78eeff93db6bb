import { type IToken, Lexer, type TokenType } from "chevrotain";
import { modes } from "./tokens.ts";

export interface Lexed {
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
}

let lexer: Lexer | undefined;

/** Splits any text into tokens: what fits no token becomes `Other`, so there are no errors of the lexer. */
export function lex(text: string): Lexed {
  lexer ??= new Lexer(
    { modes: modes as Record<keyof typeof modes, TokenType[]>, defaultMode: "main" },
    { positionTracking: "onlyOffset", ensureOptimizations: true, skipValidations: true },
  );
  const { tokens, groups } = lexer.tokenize(text);
  return { tokens, comments: groups["comments"] ?? [] };
}

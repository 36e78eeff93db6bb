import { type IToken, Lexer, type TokenType } from "chevrotain";
import { modes } from "./tokens.ts";

export interface Lexed {
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
}

const definition = { modes: modes as Record<keyof typeof modes, TokenType[]>, defaultMode: "main" };
const options = { positionTracking: "onlyOffset", skipValidations: true } as const;

/** Tries every token at every place: slow, but ready 10 ms sooner than the other. */
let simple: Lexer | undefined;
/** Knows which tokens can begin with a character. */
let fast: Lexer | undefined;

/** After this many characters the fast one has paid for itself. */
const worthPreparing = 8192;
let lexed = 0;

/** Splits any text into tokens: what fits no token becomes `Other`, so there are no errors of the lexer. */
export function lex(text: string): Lexed {
  lexed += text.length;
  const { tokens, groups } = lexer().tokenize(text);
  return { tokens, comments: groups["comments"] ?? [] };
}

function lexer(): Lexer {
  if (!fast && lexed <= worthPreparing) {
    simple ??= new Lexer(definition, { ...options, safeMode: true });
    return simple;
  }
  fast ??= new Lexer(definition, { ...options, ensureOptimizations: true });
  return fast;
}

import { test } from "node:test";
import { Lexer } from "chevrotain";
import { JaiphParser } from "./parser.ts";
import { modes } from "./tokens.ts";

test("the grammar has no ambiguity that it does not name", () => {
  new JaiphParser({ validate: true });
});

test("every token can be reached, and is found by its first character", () => {
  new Lexer({ modes, defaultMode: "main" }, { positionTracking: "onlyOffset", ensureOptimizations: true });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { Lexer } from "chevrotain";
import { JaiphParser } from "./parser.ts";
import { programs } from "./testing-tree.ts";
import { modes } from "./tokens.ts";

const definition = { modes, defaultMode: "main" };

test("the grammar has no ambiguity that it does not name", () => {
  new JaiphParser({ validate: true });
});

test("every token can be reached, and is found by its first character", () => {
  const options = { positionTracking: "onlyOffset" } as const;
  const fast = new Lexer(definition, { ...options, ensureOptimizations: true });
  const simple = new Lexer(definition, { ...options, safeMode: true });
  for (const [path, text] of programs())
    assert.deepEqual(fast.tokenize(text).tokens, simple.tokenize(text).tokens, path);
});

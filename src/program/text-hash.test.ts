import assert from "node:assert/strict";
import { test } from "node:test";
import { textHash } from "./text-hash.ts";

test("small differences give other names", () => {
  const texts = ["", "\0", "\0\0", "a", "b", "ab", "ba", "aa", "aaa", "ä", "\ud83d\ude00", "a\n", "a\r\n"];
  for (let i = 0; i < 20_000; i++) texts.push(`workflow w${i}() {\n  log "${i * 7}"\n}\n`);
  const names = texts.map(textHash);
  assert.equal(new Set(names).size, texts.length);
  // Each quarter by itself is a fair hash: 20,000 texts and 32 bits give no more than a few collisions.
  for (const from of [0, 8, 16, 24])
    assert.ok(new Set(names.map((name) => name.slice(from, from + 8))).size > texts.length - 5);
  for (const name of names) assert.match(name, /^[0-9a-f]{32}$/);
});

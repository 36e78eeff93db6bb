import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import fc from "fast-check";
import { shellQuote, shellQuoteAll } from "./shell-quote.ts";

const rows: readonly [word: string, quoted: string][] = [
  ["", "''"],
  ["a-b_c./:@=,+%9", "a-b_c./:@=,+%9"],
  ["say hi", "say\\ hi"],
  ["it's $x", "it\\'s\\ \\$x"],
  ["two\nlines", "$'two\\nlines'"],
  ["it's\ta \\", "$'it\\'s\\ta \\\\'"],
  ["\x1b[1m", "$'\\033[1m'"],
];

for (const [word, quoted] of rows) {
  test(`${JSON.stringify(word)} is quoted as ${quoted}`, () => assert.equal(shellQuote(word), quoted));
}

test("bash reads back what was quoted", () => {
  const word = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", ""));
  const control = fc.string({ unit: fc.constantFrom(..."\n\t\r\x01\x7f'\"\\$`!a1 é😀") });
  fc.assert(
    fc.property(fc.array(fc.oneof(word, control), { minLength: 20, maxLength: 40 }), (words) => {
      const script = `printf '%s\\0' ${shellQuoteAll(words)}`;
      const read = execFileSync("bash", ["-c", script], { encoding: "utf8", env: { LC_ALL: "C.UTF-8" } });
      assert.deepEqual(read.split("\0").slice(0, -1), words);
    }),
    { numRuns: 15 },
  );
});

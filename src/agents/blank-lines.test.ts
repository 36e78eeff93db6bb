import assert from "node:assert/strict";
import { test } from "node:test";
import { trimBlankLines } from "./blank-lines.ts";

const rows: readonly [text: string, trimmed: string][] = [
  ["", ""],
  [" \n\t\n", ""],
  ["a", "a"],
  ["a\n", "a"],
  ["\n \n  a  \n\nb\n \n", "  a  \n\nb"],
  ["a \r\n\r\n", "a \r"],
];

for (const [text, trimmed] of rows) {
  test(`${JSON.stringify(text)} becomes ${JSON.stringify(trimmed)}`, () => {
    assert.equal(trimBlankLines(text), trimmed);
  });
}

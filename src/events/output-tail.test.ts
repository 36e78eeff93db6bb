import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { contentLimit } from "./limits.ts";
import { outputTail } from "./output-tail.ts";
import { lastLines, tailLines } from "./tail-lines.ts";

const dir = mkdtempSync(join(tmpdir(), "tail-"));
after(() => rmSync(dir, { recursive: true }));
const path = join(dir, "file");

test("the last lines of a text and of a file", () => {
  const rows: [text: string, count: number, tail: string][] = [
    ["", 3, ""],
    [" \n\n", 3, ""],
    ["one", 3, "one"],
    ["one\ntwo\n", 1, "two"],
    ["one\ntwo\n \n", 1, "two"],
    ["one\n\nthree", 2, "\nthree"],
    ["one\ntwo\nthree\nfour", 3, "two\nthree\nfour"],
    ["  one\n  two", 2, "  one\n  two"],
    ["é\nü", 1, "ü"],
  ];
  for (const [text, count, tail] of rows) {
    assert.equal(lastLines(text, count), tail);
    writeFileSync(path, text);
    assert.equal(tailLines(path, count), tail);
  }
});

test("a line of any length costs a bounded read, which ends in whole characters", () => {
  writeFileSync(path, "€".repeat(1_000_000));
  assert.match(tailLines(path, 30), /^€{21845}$/);
});

test("a file that is not there has no lines", () => {
  assert.equal(tailLines(join(dir, "missing"), 3), "");
});

test("content that was cut gives way to the file, whose end is what matters", () => {
  writeFileSync(path, `${"x".repeat(contentLimit)}\nthe reason\n`);
  assert.equal(outputTail(path, "x".repeat(contentLimit), 1), "the reason");
  writeFileSync(path, "raw secret\n");
  assert.equal(outputTail(path, "raw [REDACTED]\n", 1), "raw [REDACTED]");
  assert.equal(outputTail(join(dir, "missing"), "kept", 1), "kept");
});

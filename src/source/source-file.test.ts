import assert from "node:assert/strict";
import { test } from "node:test";
import { fileId, SourceFile } from "./index.ts";

test("positions are 1-based and count UTF-16 units", () => {
  const source = new SourceFile(fileId("/a.jh"), "ab\n\u{1F600}x\r\n\nend");
  const rows: [offset: number, line: number, col: number][] = [
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [5, 2, 3],
    [8, 3, 1],
    [9, 4, 1],
    [12, 4, 4],
  ];
  for (const [offset, line, col] of rows)
    assert.deepEqual(source.position(offset), { line, col }, `${offset}`);
});

test("a line is given without its line end", () => {
  const source = new SourceFile(fileId("/a.jh"), "one\r\ntwo\n");
  assert.deepEqual(
    [1, 2, 3, 4].map((n) => source.line(n)),
    ["one", "two", "", ""],
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { diff, lines, matches, matchesAnyOrder, normalise } from "./compare.ts";

test("what differs from run to run is replaced", () => {
  const rows: [text: string, normal: string][] = [
    ["✓ script a (0s)", "✓ script a (<time>)"],
    ["(1m 3s) (0.1s) (running 12s)", "(<time>) (<time>) (running <time>)"],
    ["out: /p/.jaiph/runs/2026-01-02/03-04-05-a.jh/000001-a__b.out", "out: <run>/000001-a__b.out"],
    ["/p/main.jh:1:2 E_PARSE x", "<dir>/main.jh:1:2 E_PARSE x"],
    ['"ts":"2026-01-02T03:04:05Z","elapsed_ms":12', '"ts":"<ts>","elapsed_ms":<ms>'],
    ["0b0e7f5a-1c2d-4e3f-8a9b-0c1d2e3f4a5b:77:1", "<id>:<pid>:1"],
    ["(3 sheep)", "(3 sheep)"],
  ];
  for (const [text, normal] of rows) assert.equal(normalise(text, "/p"), normal);
});

const ordered: [expected: string, actual: string, same: boolean][] = [
  ["a\nb", "a\nb", true],
  ["a", "a\nb", false],
  ["a\n...", "a\nb\nc", true],
  ["...\nc", "a\nb\nc", true],
  ["...\nb\n...", "a\nb\nc", true],
  ["...\nb\n...\na\n...", "a\nb\nc", false],
  ["a\n...\nc", "a\nc", true],
  ["a\n...\na", "a", false],
  ["...\na\n...\nb", "x\na\ny\nb", true],
  ["", "", true],
  ["...", "", true],
];

test("three dots stand for any lines", () => {
  for (const [expected, actual, same] of ordered)
    assert.equal(matches(lines(expected), lines(actual)), same, JSON.stringify([expected, actual]));
});

test("lines in any order are counted", () => {
  const rows: [expected: string[], actual: string[], same: boolean][] = [
    [["a", "b"], ["b", "a"], true],
    [["a", "a"], ["a"], false],
    [["a"], ["a", "b"], false],
    [["...", "a"], ["a", "b"], true],
    [["...", "c"], ["a", "b"], false],
  ];
  for (const [expected, actual, same] of rows) assert.equal(matchesAnyOrder(expected, actual), same);
});

test("a difference shows both texts as one", () => {
  assert.equal(diff(["a", "b", "c"], ["a", "x", "c"]), "  a\n- b\n+ x\n  c");
  assert.equal(diff(["a", "...", "c"], ["a", "1", "2", "c", "d"]), "  a\n  ...\n  c\n+ d");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cutBytes, cutUnits, decodeFromMiddle } from "./cut-text.ts";

test("a text is cut between its characters", () => {
  const rows: [text: string, limit: number, bytes: string, units: string][] = [
    ["", 0, "", ""],
    ["abc", 3, "abc", "abc"],
    ["abc", 2, "ab", "ab"],
    ["é€", 4, "é", "é€"],
    ["é€", 5, "é€", "é€"],
    ["a\u{1F600}b", 2, "a", "a"],
    ["a\u{1F600}b", 3, "a", "a\u{1F600}"],
    ["a\u{1F600}b", 5, "a\u{1F600}", "a\u{1F600}b"],
    ["\u{1F600}b", 1, "", ""],
    // A replacement character that stands in the text is a character like any other.
    ["a\uFFFDb", 4, "a\uFFFD", "a\uFFFDb"],
    ["a\uFFFDb", 3, "a", "a\uFFFDb"],
  ];
  for (const [text, limit, bytes, units] of rows) {
    assert.equal(cutBytes(text, limit), bytes, `${limit} bytes of ${text}`);
    assert.equal(cutUnits(text, limit), units, `${limit} units of ${text}`);
  }
});

test("what is cut is the longest beginning that fits", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(60), (text, limit) => {
      const cut = cutBytes(text, limit);
      const rest = text.slice(cut.length);
      assert.ok(text.startsWith(cut));
      assert.ok(Buffer.byteLength(cut) <= limit);
      const [next = ""] = rest;
      assert.ok(rest === "" || Buffer.byteLength(cut + next) > limit);
    }),
  );
});

test("bytes that begin within a character are read from the next one on", () => {
  const bytes = Buffer.from("\u{1F600}é");
  assert.deepEqual(
    [0, 1, 3, 4, 5].map((at) => decodeFromMiddle(bytes.subarray(at))),
    ["\u{1F600}é", "é", "é", "é", ""],
  );
});

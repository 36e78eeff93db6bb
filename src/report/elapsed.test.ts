import assert from "node:assert/strict";
import { test } from "node:test";
import { resultTime, runningTime } from "./elapsed.ts";

test("times", () => {
  const rows: [ms: number, running: string, result: string][] = [
    [0, "0.0s", "0s"],
    [149, "0.1s", "0.1s"],
    [2_000, "2.0s", "2s"],
    [59_940, "59.9s", "59.9s"],
    [59_999, "60.0s", "59.9s"],
    [60_000, "60.0s", "1m 0s"],
    [63_900, "63.9s", "1m 3s"],
    [3_661_000, "3661.0s", "61m 1s"],
  ];
  for (const [ms, running, result] of rows)
    assert.deepEqual([runningTime(ms), resultTime(ms)], [running, result]);
});

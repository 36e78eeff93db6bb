import assert from "node:assert/strict";
import { test } from "node:test";
import { readLimits } from "./index.ts";

const names = ["JAIPH_RECURSION_DEPTH_LIMIT", "JAIPH_CAPTURE_LIMIT", "JAIPH_MAX_PROCESSES"];

test("a limit that is absent or empty has its usual value", () => {
  const usual = { ok: true, value: { recursion: 256, capture: 67_108_864, processes: 64 } };
  assert.deepEqual(readLimits({}), usual);
  assert.deepEqual(readLimits(Object.fromEntries(names.map((name) => [name, ""]))), usual);
});

test("a limit is a positive integer", () => {
  assert.deepEqual(readLimits(Object.fromEntries(names.map((name, at) => [name, `0${at + 1}`]))), {
    ok: true,
    value: { recursion: 1, capture: 2, processes: 3 },
  });
  for (const name of names)
    for (const value of ["0", "-3", "many", "1.5", " 7", "1e3", "9".repeat(20)])
      assert.deepEqual(readLimits({ [name]: value }), {
        ok: false,
        error: `${name} must be a positive integer, but is "${value}"`,
      });
});

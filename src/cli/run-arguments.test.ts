import assert from "node:assert/strict";
import { test } from "node:test";
import { type RunArguments, scanRunArguments } from "./run-arguments.ts";

const nothing: RunArguments = {
  file: undefined,
  args: [],
  target: undefined,
  workspace: undefined,
  raw: false,
  json: false,
};

test("words become a file, its arguments and flags", () => {
  const rows: [string, Partial<RunArguments>][] = [
    ["", {}],
    ["f.jh", { file: "f.jh" }],
    ["f.jh a b", { file: "f.jh", args: ["a", "b"] }],
    ["-- f.jh a", { file: "f.jh", args: ["a"] }],
    ["f.jh -- --target", { file: "f.jh", args: ["--target"] }],
    ["f.jh -- a -- b", { file: "f.jh", args: ["a", "--", "b"] }],
    ["--target out f.jh a", { file: "f.jh", args: ["a"], target: "out" }],
    ["f.jh a --target out b", { file: "f.jh", args: ["a", "b"], target: "out" }],
    ["--target -- f.jh", { file: "f.jh", target: "--" }],
    ["--raw f.jh", { file: "f.jh", raw: true }],
    ["f.jh --json --workspace w", { file: "f.jh", json: true, workspace: "w" }],
    ["f.jh -", { file: "f.jh", args: ["-"] }],
  ];
  for (const [line, expected] of rows)
    assert.deepEqual(scanRunArguments(line.split(" ").filter(Boolean)), { ...nothing, ...expected }, line);
});

test("what is not understood is refused with a way out", () => {
  const hint = "write `--` before workflow arguments that start with `-`";
  const rows: [string, unknown][] = [
    ["--target", { error: "--target requires a directory path" }],
    ["f.jh --workspace", { error: "--workspace requires a directory path" }],
    ["f.jh --verbose", { error: "unknown flag --verbose for jaiph run", hint }],
    ["-x f.jh", { error: "unknown flag -x for jaiph run", hint }],
    ["f.jh --check", { error: "--check is not a jaiph run flag (it belongs to jaiph format)", hint }],
    ["f.jh --toString", { error: "unknown flag --toString for jaiph run", hint }],
  ];
  for (const [line, expected] of rows) assert.deepEqual(scanRunArguments(line.split(" ")), expected, line);
});

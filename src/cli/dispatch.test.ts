import assert from "node:assert/strict";
import { test } from "node:test";
import { asksForHelp, dispatch } from "./dispatch.ts";

const exists = (path: string) => ["a.jh", "dir/a.test.jh", "run.jh"].includes(path);

test("the first argument decides", () => {
  const rows: [string[], unknown][] = [
    [[], { kind: "usage" }],
    [["-h"], { kind: "usage" }],
    [["--help", "run"], { kind: "usage" }],
    [["-v"], { kind: "version" }],
    [["--version", "x"], { kind: "version" }],
    [["a.jh", "x"], { kind: "command", name: "run", args: ["a.jh", "x"] }],
    [["a.jh", "--", "--target"], { kind: "command", name: "run", args: ["a.jh", "--", "--target"] }],
    [["dir/a.test.jh"], { kind: "unbuilt", name: "test" }],
    [["format", "a.jh"], { kind: "unbuilt", name: "format" }],
    [["run", "b.jh"], { kind: "command", name: "run", args: ["b.jh"] }],
    [["compile"], { kind: "command", name: "compile", args: [] }],
    [["nosuch.jh"], { kind: "unknown", word: "nosuch.jh" }],
    [["nosuch.test.jh"], { kind: "unknown", word: "nosuch.test.jh" }],
    [["toString"], { kind: "unknown", word: "toString" }],
    [["--target", "x"], { kind: "unknown", word: "--target" }],
  ];
  for (const [argv, route] of rows) assert.deepEqual(dispatch(argv, exists), route, argv.join(" "));
});

test("help counts before -- only", () => {
  assert.equal(asksForHelp(["a.jh", "--help"]), true);
  assert.equal(asksForHelp(["-h"]), true);
  assert.equal(asksForHelp(["a.jh", "--", "--help"]), false);
});

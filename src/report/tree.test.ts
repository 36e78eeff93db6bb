import assert from "node:assert/strict";
import { test } from "node:test";
import type { Emit, Params } from "../events/index.ts";
import { logText } from "./log-text.ts";
import { formatParams } from "./params.ts";
import { prefix } from "./prefix.ts";
import { createStyle } from "./style.ts";
import { eventsOf, log, stepEnd, stepStart } from "./testing-events.ts";
import { createTree } from "./tree.ts";

function treeOf(produce: (emit: Emit) => void): string[] {
  return eventsOf(produce).flatMap(createLines());
}

function createLines() {
  const tree = createTree(createStyle(false));
  return (event: Parameters<typeof tree>[0]) => tree(event) ?? [];
}

test("branches have numbers, those of a nested group their own", () => {
  const leaf = (id: string, seconds: string, depth: number, async_indices: readonly number[]) =>
    stepStart({ kind: "workflow", name: "leaf", id, depth, async_indices, params: [["n", seconds]] });
  const pair = stepStart({ kind: "workflow", name: "pair", async_indices: [1] });
  const nap = stepStart({
    ...{ kind: "script", name: "nap", depth: 3, async_indices: [1, 1] },
    params: [["arg1", "0.1"]],
  });
  const lines = treeOf((emit) => {
    emit(pair);
    emit(leaf("1", "0.1", 2, [1, 1]));
    emit(leaf("2", "0.3", 2, [1, 2]));
    emit(leaf("3", "0.5", 1, [2]));
    emit(leaf("4", "0.05", 1, []));
    emit(log("leaf 0.1", 3, [1, 1]));
    emit(nap);
    emit(stepEnd(pair));
  });
  assert.deepEqual(lines, [
    " ₁▸ workflow pair",
    ' ₁·  ₁▸ workflow leaf (n="0.1")',
    ' ₁·  ₂▸ workflow leaf (n="0.3")',
    ' ₂▸ workflow leaf (n="0.5")',
    '  ▸ workflow leaf (n="0.05")',
    " ₁·  ₁·   ℹ leaf 0.1",
    ' ₁·  ₁·   ▸ script nap (1="0.1")',
    " ₁✓ workflow pair (0s)",
  ]);
});

test("prefixes", () => {
  const rows: [depth: number, indices: number[], text: string][] = [
    [0, [], "  "],
    [1, [], "  "],
    [2, [], "  ·   "],
    [3, [], "  ·   ·   "],
    [1, [1], " ₁"],
    [2, [1], " ₁·   "],
    [2, [1, 2], " ₁·  ₂"],
    [3, [1, 2], " ₁·  ₂·   "],
    [1, [12], " ₁₂"],
    [1, [1000], " ₁₀₀₀"],
  ];
  for (const [depth, indices, text] of rows)
    assert.equal(prefix(depth, indices), text, `${depth} [${indices}]`);
});

test("the end of a step stands where its start stood", () => {
  const start = stepStart({ kind: "rule", name: "ready", depth: 2 });
  const lines = treeOf((emit) => {
    emit(start);
    emit(stepEnd({ ...start, depth: 5 }, { elapsed_ms: 75_999 }));
    emit(stepEnd({ ...start, id: "never started" }, { status: 124 }));
  });
  assert.deepEqual(lines, ["  ·   ▸ rule ready", "  ·   ✓ rule ready (75s)", "  ·   ✗ rule ready (0s)"]);
});

test("parameters", () => {
  const long = "very happy and a really long mood";
  const rows: [params: Params, text: string][] = [
    [[], ""],
    [[["x", " \n "]], ""],
    [
      [
        ["who", 'Ann "Q"'],
        ["mood", long],
      ],
      ` (who="Ann \\"Q\\"", mood="very happy and a really long moo...")`,
    ],
    [[["path", "C:\\tmp"]], ' (path="C:\\\\tmp")'],
    [[["a", "one\n\ttwo  three "]], ' (a="one two three")'],
    [[["n", "n=3"]], ' (n="3")'],
    [
      [
        ["arg1", ""],
        ["arg2", "b"],
        ["arg3", "c"],
      ],
      ' (1="b", 2="c")',
    ],
    [
      [
        ["x", "a"],
        ["arg2", "b"],
      ],
      ' (x="a", 2="b")',
    ],
    [
      [
        ["f", "mod::impl"],
        ["x", "a"],
      ],
      ' (x="a")',
    ],
    [[["x", "\x1b[31mred\x07"]], ' (x="\\x1b[31mred\\x07")'],
    [[["x", "😀".repeat(33)]], ` (x="${"😀".repeat(32)}...")`],
  ];
  for (const [params, text] of rows) assert.equal(formatParams(params), text);
});

test("prompts show the beginning of their text, then parameters", () => {
  const sixty: Params = ["a", "b", "c"].map((key) => [key, key.repeat(32)]);
  const rows: [name: string, params: Params, line: string][] = [
    ["cursor", [], "  ▸ prompt cursor"],
    ["prompt", [], "  ▸ prompt"],
    ["my-agent.sh", [["prompt_text", " "]], "  ▸ prompt my-agent.sh"],
    [
      "claude",
      [["prompt_text", "summarize the whole report"]],
      '  ▸ prompt claude "summarize the whole repo..."',
    ],
    [
      ...([
        "cursor",
        [
          ["prompt_text", 'say "hi"'],
          ["role", "engineer"],
        ],
      ] satisfies [string, Params]),
      '  ▸ prompt cursor "say \\"hi\\"" (role="engineer")',
    ],
    [
      ...(["cursor", [["prompt_text", "x"], ...sixty]] satisfies [string, Params]),
      `  ▸ prompt cursor "x" (a="${"a".repeat(32)}", b="${"b".repeat(32)}", c="${"c".repeat(12)}...`,
    ],
  ];
  for (const [name, params, line] of rows)
    assert.deepEqual(
      treeOf((emit) => emit(stepStart({ kind: "prompt", name, params }))),
      [line],
    );
});

test("log messages are expanded once and cannot command the terminal", () => {
  const rows: [message: string, shown: string][] = [
    ["plain", "plain"],
    ["a\\tb\\nc", "a\tb\nc"],
    ["C:\\\\new", "C:\\new"],
    ["\\x1b[2J \\q \\", "\\x1b[2J \\q \\"],
    ["\n\nlate", "late"],
    ["\\n\\nlate", "late"],
    ["a\r\nb\rc", "a\nb\nc"],
    ["\x1b[1;31mred\x1b[0m", "red"],
    ["\x1b]0;title\x07", "\\x1b]0;title\\x07"],
    ["\x1b]52;c;aGk=\x1b\\", "\\x1b]52;c;aGk=\\x1b\\"],
    ["\x1b[2J\x9b2J\x08\x00", "\\x1b[2J\\x9b2J\\x08\\x00"],
    ["näïve 😀", "näïve 😀"],
  ];
  for (const [message, shown] of rows) assert.equal(logText(message), shown);
});

test("no message, name or parameter brings a control character into the tree", () => {
  const all = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code)).join("");
  const start = stepStart({
    kind: "prompt",
    name: all,
    params: [
      ["prompt_text", all],
      [all, `${all}x`],
    ],
  });
  const lines = treeOf((emit) => {
    emit(start);
    emit(stepEnd(start));
    emit(log(all));
  });
  assert.doesNotMatch(lines.join(""), /[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
});

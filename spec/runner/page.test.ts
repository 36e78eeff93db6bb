import assert from "node:assert/strict";
import { test } from "node:test";
import { examples } from "./page.ts";

function page(...lines: string[]) {
  return examples("page.md", lines.join("\n"));
}

test("files in a row and the checks below them are one example", () => {
  const [example, ...others] = page(
    "# Heading",
    "```sh agent.sh",
    "#!/bin/sh",
    "```",
    "Some text.",
    "````jh",
    "script s = ```",
    "ls",
    "```",
    "````",
    "```console",
    "$ jaiph run main.jh",
    "one",
    "",
    "two",
    "[exit 3]",
    "$ ls",
    "```",
    "More text.",
    "```console any-order",
    "$ cat",
    "```",
  );
  assert.equal(others.length, 0);
  assert.deepEqual(example, {
    page: "page.md",
    line: 2,
    heading: "Heading",
    files: [
      { name: "agent.sh", text: "#!/bin/sh\n", line: 2 },
      { name: "main.jh", text: "script s = ```\nls\n```\n", line: 6 },
    ],
    checks: [
      {
        kind: "console",
        anyOrder: false,
        commands: [
          { line: 12, text: "jaiph run main.jh", exit: 3, output: ["one", "", "two"] },
          { line: 17, text: "ls", exit: 0, output: [] },
        ],
      },
      { kind: "console", anyOrder: true, commands: [{ line: 21, text: "cat", exit: 0, output: [] }] },
    ],
  });
});

test("a diagnostics block is about the last file, and a file below it begins an example", () => {
  const found = page(
    "```jh lib.jh",
    "```",
    "```jh error",
    "```",
    "```diagnostics",
    "1:1 E_PARSE oops",
    "```",
    "```jh",
    "```",
  );
  assert.deepEqual(
    found.map((example) => example.files.map((file) => file.name)),
    [["lib.jh", "main.jh"], ["main.jh"]],
  );
  assert.deepEqual(found[0]?.checks, [
    { kind: "diagnostics", line: 5, entry: "main.jh", expected: ["1:1 E_PARSE oops"] },
  ]);
});

test("a program with nothing below it, or with another one, must compile", () => {
  assert.equal(page("```jh", "```", "```jh", "```").length, 2);
  const [example] = page("```jh", "```", "# Next heading");
  assert.deepEqual(example?.checks, [{ kind: "diagnostics", line: 1, entry: "main.jh", expected: [] }]);
});

test("what has no name, and what is marked so, is not run", () => {
  assert.deepEqual(page("```text", "picture", "```", "```jh no-run", "```", "```console no-run", "```"), []);
});

test("mistakes in a page are told", () => {
  assert.throws(() => page("```console", "$ ls", "```"), /page\.md:1: a check without a program above it/);
  assert.throws(() => page("```jh"), /line 1: the block is never closed/);
});

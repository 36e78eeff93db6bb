import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Extracted } from "./extracted.ts";
import { mapPositions } from "./map-positions.ts";
import { extracted, written } from "./testing-program.ts";

/** What the only script of the program says on stderr when it is run, with its positions mapped. */
function failingRun(scripts: Extracted, context: TestContext, args: readonly string[] = []) {
  const dir = written(scripts, context);
  const file = join(dir, scripts.files[0]?.fileName ?? "");
  const { stderr } = spawnSync(file, args, { encoding: "utf8", cwd: dir });
  const { text, position } = mapPositions(stderr, { extracted: scripts, dir }, (path) => basename(path));
  return { dir, text, position };
}

interface Language {
  readonly tag: string;
  /** Fails when the first argument is `n`. */
  readonly failing: (n: number) => string;
  readonly says: (line: number) => string;
}

const shellLine = (n: number) => `if [ "$1" = ${n} ]; then nosuch${n}; fi`;
const languages: readonly Language[] = [
  { tag: "", failing: shellLine, says: (line) => `main.jh:${line}: nosuch` },
  { tag: "bash", failing: shellLine, says: (line) => `main.jh:${line}: nosuch` },
  { tag: "sh", failing: shellLine, says: (line) => `main.jh:${line}: nosuch` },
  { tag: "zsh", failing: shellLine, says: (line) => `main.jh:${line}: command not found: nosuch` },
  {
    tag: "python3",
    failing: (n) => `import sys; assert sys.argv[1] != "${n}"`,
    says: (line) => `File "main.jh", line ${line}, in <module>`,
  },
  {
    tag: "node",
    failing: (n) => `if (process.argv[2] === "${n}") throw new Error("x");`,
    says: (line) => `main.jh:${line}:36)\n`,
  },
];

for (const { tag, failing, says } of languages) {
  const installed = spawnSync(tag || "bash", ["-c", ""]).error === undefined;
  const skip = installed ? false : `${tag} is not installed`;
  const body = [1, 2, 3, 4].map(failing).join("\n\n");
  const programs: [kind: string, before: string, after: string][] = [
    ["definition", "# first line\n\nscript tool = ```", "\n```\n"],
    ["inline script", "workflow default(n) {\n  run ```", "\n  ```(n)\n}\n"],
  ];
  for (const [kind, before, after] of programs)
    test(`every line of a ${kind} in ${tag || "the default shell"}`, { skip }, async (context) => {
      const source = `${before}${tag}\n${body}${after}`;
      const scripts = await extracted(source);
      for (const n of [1, 2, 3, 4]) {
        const expected = source.split("\n").indexOf(failing(n)) + 1;
        const { text, position, dir } = failingRun(scripts, context, [`${n}`]);
        assert.ok(text.includes(says(expected)), text);
        assert.ok(!text.includes(dir), text);
        assert.deepEqual([position?.line, position?.lineText], [expected, failing(n)]);
      }
    });
}

const oneLiners: [title: string, source: string, line: number][] = [
  ["a backtick definition", "\nscript tool = `nosuch`\n", 2],
  ["a backtick inline script", "workflow default() {\n\n  run `nosuch`()\n}\n", 3],
  [
    "the later lines of a backtick inline script",
    "workflow default() {\n  run `true\\ntrue\\nnosuch`()\n}\n",
    2,
  ],
  ["a body with its own bash shebang", "script tool = ```\n#!/bin/bash\ntrue\nnosuch\n```\n", 4],
  ["a body with its own shebang", "script tool = ```\n#!/usr/bin/env sh\ntrue\nnosuch\n```\n", 4],
  ["CRLF line ends", "# a\r\nscript tool = ```\r\ntrue\r\nnosuch\r\n```\r\n", 4],
  ["a quote that is never closed: where it opens", "script tool = ```\ntrue\necho 'a\ntrue\n```\n", 3],
  ["a block that is never closed: the end of the body", "script tool = ```\nif true; then\ntrue\n```\n", 3],
];

for (const [title, source, line] of oneLiners)
  test(`maps ${title}`, async (context) => {
    const scripts = await extracted(source);
    const { text, position, dir } = failingRun(scripts, context);
    assert.match(text, new RegExp(`^main\\.jh:${line}: `));
    assert.ok(!text.includes(dir), text);
    assert.equal(position?.line, line);
    assert.equal(position.lineText, source.split(/\r?\n/)[line - 1]);
  });

test("the innermost frame of a Python traceback is the position", async (context) => {
  const source = "script tool = ```python3\ndef f():\n  raise ValueError(1)\n\nf()\n```\n";
  const { text, position } = failingRun(await extracted(source), context);
  assert.equal(position?.line, 3);
  assert.match(text, /File "main\.jh", line 5, in <module>[\s\S]*File "main\.jh", line 3, in f/);
});

test("a node position has its column", async (context) => {
  const source = "script tool = ```node\n  throw new Error('x')\n```\n";
  const { position, text } = failingRun(await extracted(source), context);
  assert.deepEqual([position?.line, position?.lineText], [2, "  throw new Error('x')"]);
  assert.match(text, /^main\.jh:2\n/);
  assert.match(text, /\(main\.jh:2:9\)/);
});

test("an imported script is shown under its own path", async (context) => {
  const { path, remove } = importedScript("#!/bin/sh\ntrue\nnosuch\n");
  context.after(remove);
  const scripts: Extracted = {
    files: [{ fileName: "count", stepName: "count", content: { copyOf: path } }],
    fileOf: new Map(),
  };
  const { text, position } = failingRun(scripts, context);
  assert.match(text, /^count\.sh:3: nosuch: /);
  assert.deepEqual(position, { path, line: 3, lineText: "nosuch" });
});

function importedScript(content: string): { path: string; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), "jaiph-import-"));
  const path = join(dir, "count.sh");
  writeFileSync(path, content);
  return { path, remove: () => rmSync(dir, { recursive: true }) };
}

test("other shapes and other files", async () => {
  const scripts = await extracted("script tool = ```\ntrue\ntrue\n```\nscript other = `true`\n");
  const map = (text: string) =>
    mapPositions(text, { extracted: scripts, dir: "/no/such dir" }, () => "main.jh");
  const rows: [emitted: string, shown: string][] = [
    ["file:///no/such%20dir/tool:5:7", "main.jh:3:7"],
    ["died at /no/such dir/tool line 4.", "died at main.jh line 2."],
    ["/no/such dir/other: line 4: x", "main.jh:5: x"],
    ["/no/such dir/tool: line 999: x", "main.jh:3: x"],
    ["/no/such dir/unknown: line 4: x", "/no/such dir/unknown: line 4: x"],
    ["/no/such dir/tool: 12 apples", "/no/such dir/tool: 12 apples"],
    ["/elsewhere/tool: line 4: x", "/elsewhere/tool: line 4: x"],
    ["no position", "no position"],
  ];
  for (const [emitted, shown] of rows) assert.equal(map(emitted).text, shown);
  assert.equal(map("no position").position, undefined);
});

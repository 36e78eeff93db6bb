import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Extracted } from "./extracted.ts";
import { extracted, written } from "./testing-program.ts";
import { writeScripts } from "./write-scripts.ts";

const copyOf = (path: string): Extracted => ({
  files: [{ fileName: "copy", stepName: "copy", content: { copyOf: path } }],
  fileOf: new Map(),
});

const bodies: [title: string, body: string, stdout: string, status: number][] = [
  ["return, local and arguments on the top level", 'local a = "$2"\necho "$a"\nreturn 3', "b c\n", 3],
  ["a failing command ends it", "echo one\nfalse\necho two", "one\n", 1],
  ["a failing pipe ends it", "false | true\necho two", "", 1],
  ["an unset variable ends it", 'echo "$nosuch"\necho two', "", 1],
  ["$0 is the file", 'basename "$0"', "tool\n", 0],
  ["empty", "", "", 0],
  ["only a comment", "# nothing", "", 0],
  ["a comment at the end", "echo a\n# end", "a\n", 0],
  ["a backslash at the end", "echo a \\", "a\n", 0],
  ["a here-document at the end", "cat <<END\n  $1\nEND", "  a\n", 0],
  ["a here-document with tabs at the end", "\tcat <<-END\n\t\tx\n\tEND", "x\n", 0],
  ["a function with the name of the script", "tool() { echo inner; }\ntool", "inner\n", 0],
  [
    "a function with the name of the wrapper",
    "__jaiph_script() { echo inner; }\n__jaiph_script",
    "inner\n",
    0,
  ],
  ["functions that return", "f() {\n  false || return\n}\nf || echo $?", "1\n", 0],
  ["exit", "trap 'echo bye' EXIT\nexit 4", "bye\n", 4],
];

for (const [title, body, stdout, status] of bodies)
  test(`bash: ${title}`, async (context) => {
    const dir = written(await extracted(`script tool = \`\`\`\n${body}\n\`\`\`\n`), context);
    const ran = spawnSync(join(dir, "tool"), ["a", "b c"], { encoding: "utf8" });
    assert.deepEqual([ran.stdout, ran.status], [stdout, status], ran.stderr);
  });

test("a script may call a command of its own name", async (context) => {
  const dir = written(await extracted("script true = `command true; true; echo done`\n"), context);
  assert.equal(spawnSync(join(dir, "true"), { encoding: "utf8" }).stdout, "done\n");
});

test("files are executable for everyone, whatever the umask", async (context) => {
  const umask = process.umask(0o077);
  context.after(() => process.umask(umask));
  const dir = written(await extracted("script tool = `true`\n"), context);
  assert.equal(statSync(join(dir, "tool")).mode & 0o777, 0o755);
});

test("a copy keeps its bytes and gets a final newline", (context) => {
  const dir = mkdtempSync(join(tmpdir(), "jaiph-copy-"));
  context.after(() => rmSync(dir, { recursive: true }));
  const rows: [bytes: number[], copied: number[]][] = [
    [
      [0x23, 0, 0xff, 0x0d, 0x0a],
      [0x23, 0, 0xff, 0x0d, 0x0a],
    ],
    [[0xff], [0xff, 0x0a]],
    [[], [0x0a]],
  ];
  for (const [bytes, copied] of rows) {
    writeFileSync(join(dir, "source"), Buffer.from(bytes));
    assert.equal(writeScripts(copyOf(join(dir, "source")), join(dir, "out")), undefined);
    assert.deepEqual([...readFileSync(join(dir, "out", "copy"))], copied);
  }
});

test("what stands in the directory is replaced, not written through", (context) => {
  const dir = mkdtempSync(join(tmpdir(), "jaiph-copy-"));
  context.after(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, "source"), "new\n");
  writeFileSync(join(dir, "precious"), "old\n");
  symlinkSync(join(dir, "precious"), join(dir, "copy"));
  assert.equal(writeScripts(copyOf(join(dir, "source")), dir), undefined);
  assert.equal(readFileSync(join(dir, "copy"), "utf8"), "new\n");
  assert.equal(readFileSync(join(dir, "precious"), "utf8"), "old\n");
});

test("what cannot be read or written is a failure in words", (context) => {
  const dir = mkdtempSync(join(tmpdir(), "jaiph-copy-"));
  context.after(() => rmSync(dir, { recursive: true }));
  mkdirSync(join(dir, "copy"));
  writeFileSync(join(dir, "source"), "");
  const rows: [source: string, target: string, message: RegExp][] = [
    [join(dir, "missing"), dir, /^cannot read the imported script "copy": ENOENT/],
    [dir, dir, /^cannot read the imported script "copy": EISDIR/],
    [join(dir, "source"), dir, /^cannot write the script file .*\/copy: E(ISDIR|PERM)/],
    [join(dir, "source"), join(dir, "source"), /^cannot create the script directory .*\/source: EEXIST/],
  ];
  for (const [source, target, message] of rows)
    assert.match(writeScripts(copyOf(source), target)?.message ?? "", message);
});

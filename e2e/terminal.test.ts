import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { type Cli, cli, executable } from "./support/cli.ts";

const skip = spawnSync("python3", ["--version"]).status !== 0 && "needs python3 for a terminal";

/** What a terminal receives, line ends made plain, times replaced. */
function show(used: Cli, columns: number, ...words: string[]): { code: number | string; shown: string } {
  const driver = join(process.cwd(), "e2e/support/terminal.py");
  used.program("python3", driver, String(columns), process.execPath, executable);
  const { code, stdout } = used.run(...words);
  const shown = stdout.replaceAll("\r\n", "\n").replace(/\((?:\d+m )?[\d.]+s\)/g, "(<t>)");
  return { code, shown: used.plain(shown).replaceAll("\x1b", "^") };
}

const hello = `script greet = \`echo "Hello, $1"\`

workflow default() {
  const greeting = run greet("world")
  log "\${greeting}"
  return "\${greeting}!"
}
`;

test("a terminal shows colours, a running line and the return value", { skip }, () => {
  const { code, shown } = show(cli().file("hello.jh", hello), 80, "run", "hello.jh");
  assert.equal(code, 0);
  assert.match(shown, /^\nJaiph: Running hello\.jh\n\n\^\[1mworkflow\^\[0m default\n/);
  assert.ok(shown.includes("^[33m▸ RUNNING^[0m^[1m workflow^[0m default ^[2m(<t>)^[0m"));
  assert.ok(shown.includes("^[2m  ^[0m^[32m✓^[0m ^[2mscript greet (<t>)^[0m\n"));
  assert.ok(shown.endsWith("^[32m✓ PASS^[0m workflow default ^[2m(<t>)^[0m\n\nHello, world!\n"), shown);
});

test("NO_COLOR leaves the movements and takes the colours", { skip }, () => {
  const { shown } = show(cli().file("hello.jh", hello).env({ NO_COLOR: "" }), 80, "run", "hello.jh");
  assert.doesNotMatch(shown, /\^\[\d+m/);
  assert.ok(shown.includes("▸ RUNNING workflow default (<t>)"));
  assert.ok(shown.endsWith("✓ PASS workflow default (<t>)\n\nHello, world!\n"));
});

test("diagnostics on a terminal show the line and a caret", { skip }, () => {
  const used = cli().file("a.jh", "workflow default() {\n  run nope()\n}\n");
  const { code, shown } = show(used, 80, "compile", "a.jh");
  assert.equal(code, 1);
  const [first, line, caret] = shown.split("\n");
  assert.match(first ?? "", /^<dir>\/a\.jh:2:\d+ E_VALIDATE /);
  assert.equal(line, "  2 |   run nope()");
  assert.match(caret ?? "", /^ {4}\| +\^+$/);
});

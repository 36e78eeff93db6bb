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

test("a terminal masks a secret in the return value", { skip }, () => {
  const used = cli().file("r.jh", 'workflow default(key) {\n  return "with ${key}"\n}\n');
  const { shown } = show(used.env({ DEPLOY_TOKEN: "correct-horse" }), 80, "run", "r.jh", "correct-horse");
  assert.ok(shown.endsWith("\n\nwith [REDACTED]\n"), shown);
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
  assert.match(first ?? "", /^\^\[1m<dir>\/a\.jh:2:3\^\[22m \^\[31mE_VALIDATE\^\[39m /);
  assert.equal(line, "^[2m  2 | ^[22m  run nope()");
  assert.match(caret ?? "", /^\^\[2m {4}\| \^\[22m {2}\^\[31m\^+\[39m$/);
});

test("FORCE_COLOR asks for colours in a pipe or refuses them, and NO_COLOR wins", { skip }, () => {
  const coloured = /\x1b\[\d+m/;
  const rows: [Record<string, string>, boolean][] = [
    [{ FORCE_COLOR: "1" }, true],
    [{ FORCE_COLOR: "" }, true],
    [{ FORCE_COLOR: "0" }, false],
    [{ FORCE_COLOR: "1", NO_COLOR: "" }, false],
    [{}, false],
  ];
  for (const [env, expected] of rows)
    for (const words of [["a.jh"], ["nosuch"], ["run", "nosuch.jh"], ["--help"], ["run", "--help"]]) {
      const { stdout, stderr } = cli()
        .file("a.jh", hello)
        .env(env)
        .run(...words);
      assert.equal(coloured.test(stdout + stderr), expected, `${JSON.stringify(env)} ${words.join(" ")}`);
    }
  const onTerminal = cli().file("a.jh", hello).env({ FORCE_COLOR: "0" });
  assert.doesNotMatch(show(onTerminal, 80, "a.jh").shown, /\^\[\d+m/);
});

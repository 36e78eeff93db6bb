import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cli } from "./support/cli.ts";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const commands = ["run", "compile"];
const unbuilt = ["test", "init", "use", "format", "install"];
const otherPrograms = ["shellflow", "scripthut"];

test("the version is one line", () => {
  for (const words of [["-v"], ["--version"], ["--version", "run"]])
    cli()
      .run(...words)
      .expect({ code: 0, stdout: `jaiph ${version}\n` });
});

test("the usage text names every command and its flags", () => {
  const { stdout } = cli().run();
  assert.equal(cli().run("-h").stdout, stdout);
  assert.equal(cli().run("--help", "run").stdout, stdout);
  assert.match(stdout, /^Usage:\n/);
  assert.match(stdout, /\nExamples:\n/);
  for (const command of commands) assert.match(stdout, new RegExp(`^ {2}jaiph ${command} `, "m"));
  for (const flag of ["--target", "--raw", "--json", "--workspace"]) assert.ok(stdout.includes(flag), flag);
  for (const command of unbuilt) assert.doesNotMatch(stdout, new RegExp(`^ {2}jaiph ${command} `, "m"));
});

test("what is no command is said to be none", () => {
  for (const word of ["frobnicate", "nosuch.jh", "--target", "constructor", ""]) {
    const { code, stdout, stderr } = cli().run(word);
    assert.equal(code, 1);
    assert.equal(stderr, `Unknown command: ${word}\n`);
    assert.match(stdout, /^Usage:\n/);
  }
});

test("each command has a page with an example", () => {
  for (const command of commands)
    for (const words of [
      [command, "--help"],
      [command, "x", "-h"],
    ])
      cli()
        .run(...words)
        .expect({
          code: 0,
          stdout: new RegExp(`^Usage: jaiph ${command} [^]*\\nExample:\\n {2}jaiph ${command} `),
        });
});

test("what is not built yet says so", () => {
  for (const command of unbuilt)
    for (const words of [[command], [command, "--help"]])
      cli()
        .run(...words)
        .expect({ code: 1, stderr: `error: jaiph ${command} is not built yet\n` });
  for (const name of otherPrograms)
    cli()
      .program(process.execPath, join(process.cwd(), `dist/${name}.cjs`))
      .run()
      .expect({ code: 1, stderr: `error: ${name} is not built yet\n` });
});

test("the words of run that make no sense are refused", () => {
  const hint = "hint: write `--` before workflow arguments that start with `-`\n";
  const rows: [string[], string][] = [
    [["run"], "error: jaiph run requires a .jh file path\n"],
    [["run", "--raw"], "error: jaiph run requires a .jh file path\n"],
    [["run", "--target"], "error: --target requires a directory path\n"],
    [["run", "nosuch.jh"], "error: no such file or directory: nosuch.jh\n"],
    [["run", "."], "error: jaiph run expects a single .jh file, and . is none\n"],
    [["run", "notes.txt"], "error: jaiph run expects a single .jh file, and notes.txt is none\n"],
    [["run", "a.jh", "--verbose"], `error: unknown flag --verbose for jaiph run\n${hint}`],
    [
      ["run", "--check", "a.jh"],
      `error: --check is not a jaiph run flag (it belongs to jaiph format)\n${hint}`,
    ],
    [["run", "--target", "/proc/x", "a.jh"], "error: ENOENT: no such file or directory, mkdir '/proc/x'\n"],
    [
      ["run", "--target", "notes.txt", "a.jh"],
      "error: cannot create the script directory <dir>/notes.txt/scripts: ENOTDIR: not a directory, mkdir '<dir>/notes.txt/scripts'\n",
    ],
    [["run", "--workspace", "nowhere", "a.jh"], "error: --workspace path does not exist: nowhere\n"],
    [["run", "--workspace", "a.jh", "a.jh"], "error: --workspace path is not a directory: a.jh\n"],
  ];
  for (const [words, stderr] of rows)
    cli()
      .file("a.jh", "workflow default() {\n}\n")
      .file("notes.txt", "")
      .run(...words)
      .expect({ code: 1, stderr });
});

test("limits that make no sense are one clear line, and nothing is begun", () => {
  for (const name of ["JAIPH_MAX_PROCESSES", "JAIPH_RECURSION_DEPTH_LIMIT", "JAIPH_CAPTURE_LIMIT"])
    for (const value of ["many", "0", "-3"]) {
      const used = cli()
        .file("a.jh", "workflow default() {\n}\n")
        .env({ [name]: value });
      used
        .run("a.jh")
        .expect({ code: 1, stderr: `error: ${name} must be a positive integer, but is "${value}"\n` });
      assert.equal(existsSync(join(used.dir, ".jaiph")), false);
    }
});

test("--workspace decides where runs are kept and where scripts work", () => {
  const used = cli().file(
    "flows/a.jh",
    "script here = `pwd`\n\nworkflow default() {\n  const place = run here()\n  log place\n}\n",
  );
  used.file("root/keep", "");
  used.run("run", "--workspace", "root", "flows/a.jh").expect({ code: 0, stdout: /ℹ <dir>\/root\n/ });
  assert.equal(used.runs(join(used.dir, "root/.jaiph/runs")).length, 1);
});

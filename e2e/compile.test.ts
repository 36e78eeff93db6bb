import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cli } from "./support/cli.ts";

const fine = 'workflow default() {\n  log "x"\n}\n';
const broken = "workflow default() {\n  run nope()\n}\n";

test("files without mistakes are silent, and nothing is written", () => {
  const used = cli().file("a.jh", fine).file("flows/b.jh", fine);
  used.run("compile", "a.jh", "flows").expect({ code: 0 });
  used.run("compile", "--json", "a.jh", "flows").expect({ code: 0, stdout: "[]\n" });
  assert.ok(!existsSync(join(used.dir, ".jaiph")));
});

test("five mistakes are five diagnostics, in order, each at its place", () => {
  const used = cli().file(
    "a.jh",
    `script ok = \`true\`

workflow one() {
  run nope()
  ensure ok()
}

workflow two(a, a) {
  run ok()
}

workflow three() {
  log "unclosed
}

workflow four() {
  const x = ok()
}
`,
  );
  const { stderr } = used.run("compile", "a.jh").expect({ code: 1, stderr: /E_/ });
  const places = used
    .plain(stderr)
    .split("\n")
    .filter((line) => line.startsWith("<dir>"))
    .map((line) => line.replace(/^<dir>\/a\.jh:(\d+):\d+ .*/, "$1"));
  assert.deepEqual(places, ["4", "5", "8", "13", "17"]);
});

test("--json gives every diagnostic with both ends", () => {
  const used = cli().file("a.jh", broken);
  const { stdout } = used.run("compile", "--json", "a.jh").expect({ code: 1, stdout: /^\[\{.*\}\]\n$/ });
  const [first, ...others] = JSON.parse(stdout);
  assert.deepEqual(others, []);
  assert.deepEqual(Object.keys(first), [
    "file",
    "line",
    "col",
    "endLine",
    "endCol",
    "code",
    "id",
    "severity",
    "message",
    "hint",
  ]);
  const { file, line, endLine, code, severity } = first;
  assert.deepEqual(
    { file, line, endLine, code, severity },
    { file: join(used.dir, "a.jh"), line: 2, endLine: 2, code: "E_VALIDATE", severity: "error" },
  );
});

test("a warning is told and is no failure", () => {
  const source = 'workflow default() {\n  const x = "a"\n  const x = "b"\n  log x\n}\n';
  const used = cli().file("a.jh", source);
  used.run("compile", "a.jh").expect({ code: 0, stderr: /^<dir>\/a\.jh:3:\d+ W_REBIND / });
  used.run("run", "a.jh").expect({ code: 0, stdout: /ℹ b\n/, stderr: /W_REBIND/ });
});

test("a directory stands for the workflow files below it, tests left out", () => {
  const used = cli()
    .file("flows/a.jh", broken)
    .file("flows/deep/b.jh", broken)
    .file("flows/c.test.jh", "broken")
    .file("flows/notes.txt", "broken");
  mkdirSync(join(used.dir, "flows/empty.jh"));
  const { stdout } = used.run("compile", "--json", "flows").expect({ code: 1, stdout: /./ });
  const files = JSON.parse(stdout).map(({ file }: { file: string }) => file);
  assert.deepEqual(files, [join(used.dir, "flows/a.jh"), join(used.dir, "flows/deep/b.jh")]);
});

test("links to directories are not followed, links to files are", () => {
  const used = cli().file("flows/a.jh", broken).file("elsewhere/b.jh", broken);
  symlinkSync("..", join(used.dir, "flows/loop"));
  symlinkSync("../elsewhere", join(used.dir, "flows/elsewhere"));
  symlinkSync("../elsewhere/b.jh", join(used.dir, "flows/b.jh"));
  symlinkSync("nowhere", join(used.dir, "flows/c.jh"));
  symlinkSync("d.jh", join(used.dir, "flows/d.jh"));
  const { stdout } = used.run("compile", "--json", "flows").expect({ code: 1, stdout: /./ });
  const files = JSON.parse(stdout).map(({ file }: { file: string }) => file);
  assert.deepEqual(files, [join(used.dir, "flows/a.jh"), join(used.dir, "flows/b.jh")]);
  symlinkSync("flows", join(used.dir, "link"));
  used.run("compile", "link").expect({ code: 1, stderr: /^<dir>\/link\/a\.jh:.*\n(.*\n)*.*\/link\/b\.jh:/ });
});

test("a directory that may not be read is one diagnostic among the others", {
  skip: process.getuid?.() === 0 && "root may read all",
}, () => {
  const used = cli().file("flows/a.jh", broken).file("flows/closed/b.jh", broken);
  const closed = join(used.dir, "flows/closed");
  chmodSync(closed, 0o000);
  used.run("compile", "flows").expect({
    code: 1,
    stderr: /^E_COMPILE cannot read <dir>\/flows\/closed: permission denied\n<dir>\/flows\/a\.jh:/,
  });
  chmodSync(closed, 0o700);
});

test("a module that several files import is told about once", () => {
  const used = cli()
    .file("lib.jh", broken)
    .file("a.jh", `import "./lib" as lib\n\n${fine}`)
    .file("b.jh", `import "./lib" as lib\n\n${fine}`);
  const { stdout } = used.run("compile", "--json", "a.jh", "b.jh", "lib.jh").expect({ code: 1, stdout: /./ });
  assert.equal(JSON.parse(stdout).length, 1);
});

test("paths that cannot be compiled", () => {
  const used = cli().file("notes.txt", "").file("a.jh", fine);
  const rows: [string, string, string][] = [
    ["nosuch.jh", "path-missing", "no such file or directory: nosuch.jh"],
    ["notes.txt", "path-not-jh", "compile expects .jh files: notes.txt"],
    ["/dev/null", "path-special", "not a file or directory: /dev/null"],
  ];
  for (const [path, id, message] of rows) {
    const { stdout } = used.run("compile", "--json", path, "a.jh").expect({ code: 1, stdout: /./ });
    const place = { file: "", line: 1, col: 1, endLine: 1, endCol: 1 };
    assert.deepEqual(JSON.parse(stdout), [
      { ...place, code: "E_COMPILE", id, severity: "error", message, hint: null },
    ]);
    used.run("compile", path).expect({ code: 1, stderr: `E_COMPILE ${message}\n` });
  }
  used.run("compile").expect({ code: 1, stderr: /^Usage: jaiph compile / });
  used.run("compile", "--frob").expect({ code: 1, stderr: /^error: unknown option '--frob'\nhint: / });
  used.run("compile", "--workspace").expect({ code: 1, stderr: /^error: .*--workspace.*\nhint: / });
  used.run("compile", "--workspace", "nowhere", "a.jh").expect({
    code: 1,
    stderr: "error: --workspace path does not exist: nowhere\n",
  });
});

test("libraries are looked up in the workspace that is given", () => {
  const used = cli()
    .file("root/.jaiph/libs/tools/greet.jh", 'export workflow hello() {\n  log "hello"\n}\n')
    .file("a.jh", 'import "tools/greet" as g\n\nworkflow default() {\n  run g.hello()\n}\n');
  used.run("compile", "a.jh").expect({ code: 1, stderr: /E_IMPORT_NOT_FOUND/ });
  used.run("compile", "--workspace", "root", "a.jh").expect({ code: 0 });
});

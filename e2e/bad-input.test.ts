import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type Cli, cli } from "./support/cli.ts";

const fine = 'workflow default() {\n  log "x"\n}\n';

/** What is wrong with `a.jh` → how it comes to be, and the first line of the answer. */
const programs: Record<string, { make: (used: Cli) => void; says: RegExp }> = {
  "a binary file": {
    make: (used) =>
      used.file(
        "a.jh",
        Uint8Array.from({ length: 4096 }, (_, i) => (i * 37) % 256),
      ),
    says: /^<dir>\/a\.jh:\d+:\d+ E_PARSE /,
  },
  "a NUL character": {
    make: (used) => used.file("a.jh", 'workflow default() {\n  log "\0"\n}\n'),
    says: /^<dir>\/a\.jh:2:8 E_PARSE /,
  },
  "invalid UTF-8": {
    make: (used) => used.file("a.jh", Buffer.from("# \xff\n", "latin1")),
    says: /^<dir>\/a\.jh:1:3 E_PARSE the file is not valid UTF-8\n/,
  },
  "a line of 1 MB that is no statement": {
    make: (used) => used.file("a.jh", `${"x".repeat(1_000_000)}\n`),
    says: /^<dir>\/a\.jh:1:1 E_PARSE /,
  },
  "10,000 opened braces": {
    make: (used) => used.file("a.jh", `workflow default() {\n${'if x == "" {\n'.repeat(10_000)}`),
    says: /^<dir>\/a\.jh:\d+:\d+ E_/,
  },
  "10,000 nested blocks": {
    make: (used) =>
      used.file("a.jh", `workflow default(x) {\n${'if x == "" {\n'.repeat(10_000)}${"}\n".repeat(10_001)}`),
    says: /^<dir>\/a\.jh:\d+:\d+ E_PARSE /,
  },
  "an unclosed string": {
    make: (used) => used.file("a.jh", 'workflow default() {\n  log "x\n}\n'),
    says: /^<dir>\/a\.jh:2:\d+ E_PARSE /,
  },
  "an unclosed triple quote": {
    make: (used) => used.file("a.jh", 'workflow default() {\n  log """\n  x\n}\n'),
    says: /^<dir>\/a\.jh:\d+:\d+ E_PARSE /,
  },
  "an unclosed fence": {
    make: (used) => used.file("a.jh", "script s = ```\necho\n"),
    says: /^<dir>\/a\.jh:\d+:\d+ E_PARSE /,
  },
  "an unclosed block": {
    make: (used) => used.file("a.jh", "workflow default() {\n"),
    says: /^<dir>\/a\.jh:\d+:\d+ E_PARSE unterminated workflow block: default/,
  },
  "an import of a missing file": {
    make: (used) => used.file("a.jh", `import "./b" as b\n\n${fine}`),
    says: /^<dir>\/a\.jh:1:\d+ E_IMPORT_NOT_FOUND /,
  },
  "an import of a directory": {
    make: (used) => {
      mkdirSync(join(used.dir, "b.jh"));
      used.file("a.jh", `import "./b" as b\n\n${fine}`);
    },
    says: /^<dir>\/a\.jh:1:\d+ E_IMPORT_NOT_FOUND /,
  },
  "a script import of a missing file": {
    make: (used) => used.file("a.jh", `import script "./b.sh" as b\n\n${fine}`),
    says: /^<dir>\/a\.jh:1:\d+ E_IMPORT_NOT_FOUND /,
  },
  "an import of a broken file": {
    make: (used) => used.file("b.jh", "workflow {\n").file("a.jh", `import "./b" as b\n\n${fine}`),
    says: /^<dir>\/b\.jh:1:1 E_PARSE /,
  },
};

for (const [what, { make, says }] of Object.entries(programs))
  test(`${what}: diagnostics, exit 1, nothing else`, () => {
    for (const command of ["run", "compile"]) {
      const used = cli();
      make(used);
      const { stderr } = used.run(command, "a.jh").expect({ code: 1, stderr: says });
      for (const line of used.plain(stderr).split("\n").filter(Boolean))
        assert.match(line, /^(<dir>\/\w+\.jh:\d+:\d+ [EW]_\w+ .+| {2}hint: .+|… and \d+ more)$/);
      assert.ok(!existsSync(join(used.dir, ".jaiph")), "no run has begun");
      assert.deepEqual(used.leftovers(), []);
    }
  });

test("a file or an import that may not be read", {
  skip: process.getuid?.() === 0 && "root may read all",
}, () => {
  const used = cli().file("a.jh", fine, 0o000);
  used.run("compile", "a.jh").expect({ code: 1, stderr: /E_COMPILE cannot read .*: permission denied\n$/ });
  used.file("b.jh", `import "./a" as a\n\n${fine}`);
  used.run("b.jh").expect({ code: 1, stderr: /b\.jh:1:\d+ E_IMPORT_NOT_FOUND .*permission denied\n$/ });
  chmodSync(join(used.dir, "a.jh"), 0o600);
});

test("modules that import each other are one program", () => {
  const used = cli()
    .file(
      "a.jh",
      'import "./b" as b\n\nexport workflow hello() {\n  log "hello"\n}\n\nworkflow default() {\n  run b.greet()\n}\n',
    )
    .file("b.jh", 'import "./a" as a\n\nexport workflow greet() {\n  run a.hello()\n}\n');
  used.run("a.jh").expect({ code: 0, stdout: /ℹ hello\n/ });
  used.run("compile", "a.jh", "b.jh").expect({ code: 0 });
});

test("a link that points at itself is a missing file", () => {
  const used = cli();
  symlinkSync("a.jh", join(used.dir, "a.jh"));
  for (const command of ["run", "compile"])
    used.run(command, "a.jh").expect({ code: 1, stderr: /^[^\n]+\n$/ });
});

test("a workflow that calls itself for ever ends with a failure", () => {
  const used = cli().file(
    "a.jh",
    "workflow again() {\n  run again()\n}\n\nworkflow default() {\n  run again()\n}\n",
  );
  const { stderr } = used
    .run("a.jh")
    .expect({ code: 1, stdout: /Running a.jh/, stderr: /✗ FAIL workflow default/ });
  assert.match(stderr, /recursion/);
  assert.ok(!/\n\s+at /.test(stderr));
});

test("output that is no text is kept byte for byte and shown harmless", () => {
  const used = cli().file(
    "a.jh",
    `script noise = \`printf 'a\\033]0;title\\007\\377\\000b'\`\n\nworkflow default() {\n  const n = run noise()\n  log "\${n}"\n}\n`,
  );
  const { stdout } = used.run("a.jh").expect({ code: 0, stdout: /PASS/ });
  assert.ok(!/[\x00-\x09\x0b-\x1f\x7f]/.test(stdout), JSON.stringify(stdout));
});

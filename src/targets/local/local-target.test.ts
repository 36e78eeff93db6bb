import assert from "node:assert/strict";
import { chmodSync, closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { Processes } from "../../processes/index.ts";
import { ScriptBench } from "../script-bench.ts";
import { describeTarget } from "../target-contract.ts";
import { LocalTarget } from "./local-target.ts";

const make = () => new LocalTarget(new Processes({ graceMs: 200 }));
describeTarget("local", make);

describe("a script that cannot start says why", () => {
  const bench = new ScriptBench(make());
  after(() => bench.close());
  const rows: [title: string, prepare: () => Parameters<ScriptBench["run"]>[1], reason: RegExp][] = [
    [
      "missing file",
      () => ({ job: { file: "/no/such/script" } }),
      /script file not found: \/no\/such\/script$/,
    ],
    [
      "missing directory",
      () => ({ job: { cwd: "/no/such/dir" } }),
      /working directory not found: \/no\/such\/dir$/,
    ],
    [
      "a file as directory",
      () => ({ job: { cwd: "/etc/passwd" } }),
      /working directory not found: \/etc\/passwd$/,
    ],
    ["long argument", () => ({ args: ["x".repeat(4_000_000)] }), /too long for this system \(4000001 bytes/],
    ["NUL in an argument", () => ({ args: ["a", "b\0c"] }), /^argument 2 .* NUL/],
    ["NUL in the environment", () => ({ env: { A: "b\0c" } }), /^environment variable A .* NUL/],
  ];
  for (const [title, prepare, reason] of rows)
    test(title, async () => {
      const { result } = await bench.run("touch ran", prepare());
      assert.equal(result.ending.kind, "not-started");
      assert.match(result.ending.kind === "not-started" ? result.ending.reason : "", reason);
    });

  test("missing interpreter", async () => {
    const { result } = await bench.run("#!/no/such/interpreter\n");
    assert.match(
      JSON.stringify(result.ending),
      /not-started.*the interpreter of its first line does not exist/,
    );
  });

  test("no execute permission", async () => {
    const file = join(bench.dir, "plain");
    writeFileSync(file, "#!/bin/sh\n", { mode: 0o644 });
    chmodSync(file, 0o644);
    const { result } = await bench.run("", { job: { file } });
    assert.match(JSON.stringify(result.ending), /not-started.*permission denied/);
  });
});

describe("local target", () => {
  const bench = new ScriptBench(make());
  after(() => bench.close());

  test("the environment is the given one and the mark, nothing else", async () => {
    const { stdout } = await bench.run(`#!${process.execPath}\nconsole.log(JSON.stringify(process.env))`, {
      job: { env: { A: "1" } },
    });
    const { JAIPH_STEP_MARK: mark, ...env } = JSON.parse(stdout.toString());
    assert.deepEqual(env, { A: "1" });
    assert.match(mark, /^\w+\.\d+$/);
  });

  test("a file that is still being written is waited for", async () => {
    const file = join(bench.dir, "busy");
    writeFileSync(file, "#!/bin/sh\nexit 7\n", { mode: 0o755 });
    const writer = openSync(file, "a");
    setTimeout(() => closeSync(writer), 50);
    const { result } = await bench.run("", { job: { file } });
    assert.deepEqual(result.ending, { kind: "exit", code: 7 });
  });
});

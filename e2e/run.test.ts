import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cli, executable } from "./support/cli.ts";

const tally = `script tally = \`echo "$1 apples"; test "$1" -gt 0\`

workflow count(n) {
  log "counting \${n}"
  const r = run tally(n)
  return "\${r}"
}

workflow default(n) {
  const r = run count(n)
  log "result: \${r}"
}
`;

test("a run in a pipe: banner, tree and result, byte for byte", () => {
  cli()
    .file("tally.jh", tally)
    .run("run", "tally.jh", "3")
    .expect({
      code: 0,
      stdout: `
Jaiph: Running tally.jh

workflow default (n="3")
  ▸ workflow count (n="3")
  ·   ℹ counting 3
  ·   ▸ script tally (1="3")
  ·   ✓ script tally (0s)
  ✓ workflow count (0s)
  ℹ result: 3 apples

✓ PASS workflow default (<t>)
`.replaceAll("(0s)", "(<t>)"),
    });
});

test("a failed run tells where its records are and what the failed step said", () => {
  const run = cli().file("tally.jh", tally).run("run", "tally.jh", "0");
  run.expect({
    code: 1,
    stdout: /\n {2}· {3}✗ script tally \(<t>\)\n {2}✗ workflow count \(<t>\)\n$/,
    stderr: `
✗ FAIL workflow default (<t>)
  Logs: <dir>/.jaiph/runs/<run>
  Summary: <dir>/.jaiph/runs/<run>/run_summary.jsonl
    out: <dir>/.jaiph/runs/<run>/000003-tally__tally.out
    err: <dir>/.jaiph/runs/<run>/000003-tally__tally.err

  Output of failed step:
    0 apples
`,
  });
});

test("the journal of a run", () => {
  const used = cli().file("tally.jh", tally);
  used.run("run", "tally.jh", "3");
  const events = used.journal();
  assert.deepEqual(
    events.map(({ type, name, depth, status }) => [type, name, depth, status]),
    [
      ["WORKFLOW_START", undefined, undefined, undefined],
      ["STEP_START", "default", 0, null],
      ["STEP_START", "count", 1, null],
      ["LOG", undefined, 2, undefined],
      ["STEP_START", "tally", 2, null],
      ["STEP_END", "tally", 2, 0],
      ["STEP_END", "count", 1, 0],
      ["LOG", undefined, 1, undefined],
      ["STEP_END", "default", 0, 0],
      ["WORKFLOW_END", undefined, undefined, undefined],
    ],
  );
  assert.deepEqual(used.leftovers(), []);
});

test("--raw: every event of the stream is one line on stderr, and stdout stays empty", () => {
  const used = cli().file("tally.jh", tally);
  const { code, stdout, stderr } = used.run("run", "--raw", "tally.jh", "3");
  assert.equal(code, 0);
  assert.equal(stdout, "");
  const lines = stderr.trimEnd().split("\n");
  const stream = lines.map((line) => {
    assert.ok(line.startsWith("__JAIPH_EVENT__ {"), line);
    return JSON.parse(line.slice("__JAIPH_EVENT__ ".length));
  });
  const expected = used
    .journal()
    .filter(({ type }) => String(type).startsWith("STEP") || type === "LOG")
    .map(({ event_version, ...event }) => {
      const { ts, run_id, ...log } = event;
      return event["type"] === "LOG" ? log : event;
    });
  assert.deepEqual(stream, expected);
});

test("--json: one document for programs", () => {
  const used = cli().file("r.jh", `workflow default() {\n  return "a b"\n}\n`);
  const { code, stdout, stderr } = used.run("run", "--json", "r.jh");
  assert.equal(code, 0);
  assert.equal(stderr, "");
  const { run_id, elapsed_ms, ...rest } = JSON.parse(stdout);
  const [dir = ""] = used.runs();
  assert.match(run_id, /^[0-9a-f-]{36}$/);
  assert.ok(elapsed_ms >= 0);
  assert.deepEqual(rest, {
    status: "succeeded",
    exit_code: 0,
    return_value: "a b",
    run_dir: dir,
    summary_file: join(dir, "run_summary.jsonl"),
  });
});

test("--json masks a secret in the value that only its file keeps", () => {
  const used = cli().file("r.jh", 'workflow default(key) {\n  return "with ${key}"\n}\n');
  const { stdout } = used
    .env({ DEPLOY_TOKEN: "correct-horse" })
    .run("run", "--json", "r.jh", "correct-horse");
  assert.equal(JSON.parse(stdout).return_value, "with [REDACTED]");
  assert.equal(readFileSync(join(used.runs()[0] ?? "", "return_value.txt"), "utf8"), "with correct-horse");
});

test("--json names the failed step", () => {
  const used = cli().file("tally.jh", tally);
  const { code, stdout } = used.run("run", "--json", "tally.jh", "0");
  const document = JSON.parse(stdout);
  assert.equal(code, 1);
  assert.equal(document.status, "failed");
  assert.deepEqual([document.failed_step.kind, document.failed_step.name], ["script", "tally"]);
});

test("--target keeps the scripts and says where the records are", () => {
  const used = cli().file("tally.jh", tally);
  assert.equal(used.run("run", "--target", "out", "tally.jh", "0").code, 1);
  const names = readdirSync(join(used.dir, "out"));
  const meta = names.find((name) => /^\.jaiph-run-meta-\d+-\d+\.txt$/.test(name)) ?? "";
  const [dir = ""] = used.runs();
  assert.equal(used.read(`out/${meta}`), `status=1\nrun_dir=${dir}\nsummary_file=${dir}/run_summary.jsonl\n`);
  assert.match(used.read("out/scripts/tally"), /^#!\/usr\/bin\/env bash\nset -euo pipefail\n/);
  assert.equal(used.program(join(used.dir, "out/scripts/tally")).run("2").stdout, "2 apples\n");
});

test("the return value is in its file, and not in a pipe", () => {
  const used = cli().file("r.jh", `workflow default() {\n  return "done"\n}\n`);
  const { stdout } = used.run("run", "r.jh").expect({ code: 0, stdout: /PASS workflow default/ });
  assert.ok(!stdout.includes("done"));
  const [dir = ""] = used.runs();
  assert.equal(readFileSync(join(dir, "return_value.txt"), "utf8"), "done");
});

test("a file is a command, and an executable file is one by itself", () => {
  const used = cli().file("tally.jh", `#!/usr/bin/env jaiph\n${tally}`, 0o755);
  used.file("bin/jaiph", `#!/bin/sh\nexec ${process.execPath} ${executable} "$@"\n`, 0o755);
  used.run("./tally.jh", "3").expect({ code: 0, stdout: /result: 3 apples/ });
  used.env({ PATH: `${used.dir}/bin:${process.env["PATH"]}` });
  used
    .program("./tally.jh")
    .run("3")
    .expect({ code: 0, stdout: /result: 3 apples/ });
});

test("words after -- belong to the workflow, however they look", () => {
  const used = cli().file("e.jh", `workflow default(a, b) {\n  log "\${a} \${b}"\n}\n`);
  used.run("e.jh", "--", "--target", "-h").expect({ code: 0, stdout: /ℹ --target -h/ });
  used.run("run", "--", "e.jh", "a").expect({ code: 0, stdout: /ℹ a / });
});

test("a workflow called default is required", () => {
  cli()
    .file("other.jh", 'workflow other() {\n  log "x"\n}\n')
    .run("run", "other.jh")
    .expect({
      code: 1,
      stdout: "\nJaiph: Running other.jh\n\nworkflow default\n",
      stderr: /jaiph run requires workflow 'default' in the input file/,
    });
});

test("branches are numbered in the tree", () => {
  const source = `script nap = \`sleep "$1"\`

workflow leaf(n) {
  run nap(n)
}

workflow pair() {
  run async leaf("0.2")
  run async leaf("0.6")
}

workflow default() {
  run async pair()
  run async leaf("1")
  run leaf("0.01")
}
`;
  const { stdout, code } = cli().file("a.jh", source).run("run", "a.jh");
  assert.equal(code, 0);
  const lines = stdout.split("\n");
  for (const line of [
    " ₁▸ workflow pair",
    ' ₁·  ₁▸ workflow leaf (n="0.2")',
    ' ₁·  ₂▸ workflow leaf (n="0.6")',
    ' ₁·  ₁·   ▸ script nap (1="0.2")',
    ' ₂▸ workflow leaf (n="1")',
    '  ▸ workflow leaf (n="0.01")',
    " ₁✓ workflow pair (0s)",
  ])
    assert.ok(lines.includes(line), `${line}\nin\n${stdout}`);
});

test("more branches than the system has descriptors for wait for their slots", () => {
  const branches = '  run async tick("x")\n'.repeat(150);
  cli()
    .file("a.jh", `script tick = \`true\`\n\nworkflow default() {\n${branches}}\n`)
    .env({ JAIPH_MAX_PROCESSES: "4" })
    .program("bash", "-c")
    .run(`ulimit -n 100; "${process.execPath}" "${executable}" run a.jh`)
    .expect({ code: 0, stdout: /✓ PASS/ });
});

test("two runs of one file in the same second have two directories", async () => {
  const used = cli().file("tally.jh", tally);
  const runs = Array.from({ length: 4 }, () => used.start("run", "tally.jh", "3"));
  const ends = await Promise.all(runs.map((run) => run.end()));
  assert.deepEqual(
    ends.map(({ code }) => code),
    [0, 0, 0, 0],
  );
  assert.equal(used.runs().length, 4);
  for (const dir of used.runs())
    assert.equal(readFileSync(join(dir, "run_summary.jsonl"), "utf8").trim().split("\n").length, 10);
});

test("a reader that has seen enough ends the output, not the run", () => {
  const used = cli().file("tally.jh", tally);
  used
    .program("bash", "-o", "pipefail", "-c")
    .run(`"${process.execPath}" "${executable}" run tally.jh 3 | head -1`)
    .expect({ code: 0, stdout: "\n" });
  assert.equal(used.journal().at(-1)?.["type"], "WORKFLOW_END");
});

test("a program that asks for a sandbox does not run without it", () => {
  const used = cli().file(
    "a.jh",
    "config {\n  runtime.docker_enabled = true\n}\nworkflow default() {\n  run `touch ran`()\n}\n",
  );
  used.run("run", "a.jh").expect({
    code: 1,
    stderr:
      "error: the Docker sandbox is not built yet\nhint: unset runtime.docker_enabled to run on this machine\n",
  });
  assert.ok(!existsSync(join(used.dir, "ran")));
});

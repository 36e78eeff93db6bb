import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { withRun } from "./test-run.ts";

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

test("a run of three steps, event by event", () =>
  withRun(tally, { args: ["3"] }, ({ events, runDir, files, outcome }) => {
    const normal = JSON.stringify(events)
      .replaceAll(runDir, "D")
      .replaceAll("00000000-0000-4000-8000-000000000000", "R")
      .replaceAll(/"ts":"[^"]*"/g, '"ts":"T"')
      .replaceAll(/"elapsed_ms":\d+/g, '"elapsed_ms":0');
    const step = (type: string, name: string, kind: string, seq: number, ends: string, rest: string) =>
      `{"type":"${type}","func":"${name}","kind":"${kind}","name":"${name}","ts":"T",${ends},"out_file":"D/00000${seq}-main__${name}.out","err_file":"D/00000${seq}-main__${name}.err","id":"R:1:${seq}","parent_id":${seq === 1 ? null : `"R:1:${seq - 1}"`},"seq":${seq},"depth":${seq - 1},"run_id":"R",${rest},"event_version":1}`;
    const open = '"status":null,"elapsed_ms":null';
    const fine = '"status":0,"elapsed_ms":0';
    const n = '"params":[["n","3"]]';
    assert.equal(
      normal,
      `[${[
        '{"type":"WORKFLOW_START","workflow":"default","source":"main.jh","ts":"T","run_id":"R","event_version":1}',
        step("STEP_START", "default", "workflow", 1, open, n),
        step("STEP_START", "count", "workflow", 2, open, n),
        '{"type":"LOG","message":"counting 3","depth":2,"ts":"T","run_id":"R","event_version":1}',
        step("STEP_START", "tally", "script", 3, open, '"params":[["arg1","3"]]'),
        step(
          "STEP_END",
          "tally",
          "script",
          3,
          fine,
          '"params":[["arg1","3"]],"out_content":"3 apples\\n","err_content":""',
        ),
        step("STEP_END", "count", "workflow", 2, fine, `${n},"out_content":"counting 3\\n","err_content":""`),
        '{"type":"LOG","message":"result: 3 apples","depth":1,"ts":"T","run_id":"R","event_version":1}',
        step(
          "STEP_END",
          "default",
          "workflow",
          1,
          fine,
          `${n},"out_content":"result: 3 apples\\n","err_content":""`,
        ),
        '{"type":"WORKFLOW_END","workflow":"default","source":"main.jh","ts":"T","run_id":"R","event_version":1}',
      ].join(",")}]`,
    );
    assert.deepEqual(files, ["000001-main__default.out", "000002-main__count.out", "000003-main__tally.out"]);
    assert.deepEqual(outcome, { status: 0 });
  }));

test("the output of the callee that fails a body is in the files of every body around it", () =>
  withRun(tally, { args: ["0"] }, ({ read, files, outcome, events }) => {
    assert.deepEqual(outcome, {
      status: 1,
      failure: { status: 1, message: "", stepId: `${events[0]?.run_id}:1:3` },
    });
    assert.equal(read("000003-main__tally.out"), "0 apples\n");
    assert.equal(read("000002-main__count.out"), "counting 0\n0 apples\n");
    assert.equal(read("000001-main__default.out"), "counting 0\n0 apples\n");
    assert.deepEqual(
      files.filter((name) => name.endsWith(".err")),
      [],
    );
  }));

test("what a body takes over from a failed callee is the same to the byte, whatever its size", () =>
  withRun(
    `script broken = \`printf '\\377\\000'; head -c 300000 /dev/zero; exit 3\`
workflow default() { run broken() }`,
    {},
    ({ runDir, outcome }) => {
      assert.equal(outcome.status, 3);
      const written = readFileSync(join(runDir, "000002-main__broken.out"));
      assert.equal(written.length, 300_002);
      assert.ok(written.equals(readFileSync(join(runDir, "000001-main__default.out"))));
    },
  ));

test("the files of a step hold what belongs to it, and a return value has its own", () =>
  withRun(
    `import "./lib" as lib
script noisy = \`printf 'raw \\377\\n'; echo problem >&2\`
workflow default() {
  log "one \\n"
  logerr "two"
  logwarn "three"
  run noisy()
  run lib.work()
  run \`true\`()
  return "  the\\nvalue "
}`,
    { files: { "lib.jh": 'workflow work() { log "lib" }' } },
    ({ read, files, events }) => {
      assert.deepEqual(files, [
        "000001-main__default.err",
        "000001-main__default.out",
        "000002-main__noisy.err",
        "000002-main__noisy.out",
        "000003-lib__work.out",
        "return_value.txt",
      ]);
      assert.equal(read("000001-main__default.out"), "one \\n\n");
      assert.equal(read("000001-main__default.err"), "two\nthree\n");
      assert.equal(read("000002-main__noisy.err"), "problem\n");
      assert.equal(read("return_value.txt"), "  the\\nvalue ");
      const noisy = events.find((event) => event.type === "STEP_END" && event.name === "noisy");
      assert.equal(noisy?.type === "STEP_END" && noisy.out_content, "raw \ufffd\n");
      assert.equal(noisy?.type === "STEP_END" && noisy.err_content, "");
    },
  ));

test("a failed run has no return value file", () =>
  withRun(
    `script no = \`exit 1\`
workflow default() {
  run async no()
  return "x"
}`,
    {},
    ({ files, outcome }) => {
      assert.equal(outcome.status, 1);
      assert.ok(!files.includes("return_value.txt"));
    },
  ));

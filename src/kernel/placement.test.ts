import assert from "node:assert/strict";
import { test } from "node:test";
import type { ScriptJob, Target } from "../targets/index.ts";
import { ends, testRuns, withRun } from "./test-run.ts";

/** A place that runs nothing and keeps what it was given. */
function recording(name: string): Target & { readonly jobs: ScriptJob[] } {
  const jobs: ScriptJob[] = [];
  return {
    name,
    jobs,
    async run(job) {
      jobs.push(job);
      return { ending: { kind: "exit", code: 0 }, elapsedMs: 0 };
    },
    async close() {},
  };
}

testRuns([
  [
    "retry repeats a failed call, each attempt a step, its arguments evaluated once",
    `script next = \`echo x >> args; wc -l < args\`
script flaky = \`echo "try with $1" >&2; echo x >> tries; test "$(wc -l < tries)" -ge 3\`
workflow default() {
  run flaky(run next()) on local retry 5
  log "done"
}`,
    {
      story: [
        "+ workflow default",
        "  + script next",
        "  - script next 0",
        "  + script flaky arg1=1",
        "  - script flaky 1",
        "  + script flaky arg1=1",
        "  - script flaky 1",
        "  + script flaky arg1=1",
        "  - script flaky 0",
        "  log done",
        "- workflow default 0",
      ],
    },
  ],
  [
    "a handler sees the failure of the last attempt",
    `script flaky = \`echo x >> tries; wc -l < tries; exit 4\`
workflow default() {
  run flaky() retry 2 catch (e) log "\${e}"
}`,
    { logs: ["3\n"] },
  ],
  [
    "retry repeats a whole workflow",
    `script count = \`echo x >> tries; test "$(wc -l < tries)" -ge 2\`
workflow inner() {
  log "inner"
  run count()
}
workflow default() {
  const x = run inner() retry 1
  log "got \${x}"
}`,
    { logs: ["inner", "inner", "got inner"] },
  ],
  [
    "a place that does not exist is a failure of its step",
    `script work = \`true\`
workflow default(place) {
  run work() on place
}`,
    {
      args: ["nowhere"],
      status: 1,
      error: 'there is no target "nowhere" to run work on',
      story: [
        "+ workflow default place=nowhere",
        "  + script work",
        "  - script work 1",
        "- workflow default 1",
      ],
    },
  ],
  [
    "working_dir is below the workspace",
    `workflow default() {
  run \`mkdir sub\`()
  const dir = run \`basename "$PWD"\`() with { working_dir = "sub" }
  log dir
}`,
    { logs: ["sub"] },
  ],
]);

test("a timed-out script has status 124, and a handler sees why", () =>
  withRun(
    `script hang = \`echo started; exec sleep 100\`
workflow default() {
  run hang() timeout 1 catch (e) log "\${e}"
}`,
    {},
    ({ events, outcome }) => {
      assert.equal(outcome.status, 0);
      const [hang] = ends(events);
      assert.deepEqual([hang?.status, hang?.timed_out], [124, true]);
      assert.equal(hang?.out_content + (hang?.err_content ?? ""), "started\ntimed out after 1 s\n");
    },
  ));

test("a timeout bounds a whole workflow: inner handlers do not see it, the outer one does", () =>
  withRun(
    `script hang = \`exec sleep 100\`
workflow inner() {
  run hang() catch (e) log "swallowed"
  log "not reached"
}
workflow default() {
  run inner() timeout 1 catch (e) log "caught \${e}"
  log "goes on"
}`,
    {},
    ({ events, outcome }) => {
      assert.equal(outcome.status, 0);
      const said = events.flatMap((event) => ("message" in event ? [event.message] : []));
      assert.deepEqual(said, ["caught timed out after 1 s\n", "goes on"]);
      assert.deepEqual(
        ends(events).map(({ name, status, timed_out }) => [name, status, timed_out]),
        [
          ["hang", 124, undefined],
          ["inner", 124, true],
          ["default", 0, undefined],
        ],
      );
    },
  ));

test("on and with of a workflow's call are the default of the scripts inside", () => {
  const far = recording("far");
  const near = recording("near");
  return withRun(
    `script work = \`true\`
rule check() { run work("rule") }
workflow deep() { run work("deep") }
workflow inner(near) {
  run work("plain")
  run work("own place") on near
  run work("own with") with { cpus = 2 }
  run deep()
  run deep() on "\${near}"
  ensure check()
}
workflow default(far, near) {
  run inner(near) on \${far} with {
    cpus = 8
    memory = "32G"
  }
}`,
    { targets: [far, near], args: ["far", "near"] },
    () => {
      const seen = (target: typeof far) => target.jobs.map(({ args, resources }) => [args[0], resources]);
      const outer = { cpus: "8", memory: "32G" };
      assert.deepEqual(seen(far), [
        ["plain", outer],
        ["own with", { cpus: "2" }],
        ["deep", outer],
        ["rule", outer],
      ]);
      assert.deepEqual(seen(near), [
        ["own place", outer],
        ["deep", outer],
      ]);
    },
  );
});

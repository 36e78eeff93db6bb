import assert from "node:assert/strict";
import { test } from "node:test";
import { ends, testRuns, withRun } from "./test-run.ts";

testRuns([
  [
    "the first failing step ends its body and every body around it, with its status and its text",
    `script broken = \`echo "out"; echo "err" >&2; exit 7\`
rule strict() {
  run broken()
  log "not reached"
}
workflow middle() {
  logerr "trying"
  ensure strict()
}
workflow default() {
  run middle()
  log "not reached"
}`,
    {
      status: 7,
      error: "trying\nerr",
      story: [
        "+ workflow default",
        "  + workflow middle",
        "    logerr trying",
        "    + rule strict",
        "      + script broken",
        "      - script broken 7",
        "    - rule strict 7",
        "  - workflow middle 7",
        "- workflow default 7",
      ],
    },
  ],
  [
    "a script that is killed has status 1",
    `script killed = \`kill -9 $$\`
workflow default() {
  run killed()
}`,
    { status: 1, error: "ended by signal SIGKILL" },
  ],
  [
    "an interpreter that does not exist has status 127",
    `script odd = \`\`\`no-such-interpreter
x
\`\`\`
workflow default() {
  run odd() catch (e) log "caught"
  run odd()
}`,
    { status: 127, logs: ["caught"] },
  ],
  [
    "catch binds output, then error output, and the step has succeeded",
    `script half = \`echo "out"; echo "err" >&2; exit 3\`
workflow risky() {
  log "logged"
  logwarn "warned"
  fail "failed"
}
rule strict() { fail "no" }
workflow default() {
  run half() catch (e) log "[\${e}]"
  run risky() catch (e) {
    const text = e
    log "[\${text}]"
  }
  ensure strict() catch (e) log "[\${e}]"
}`,
    { logs: ["[out\nerr\n]", "logged", "warned", "[logged\nwarned\nfailed]", "[no]"] },
  ],
  [
    "a failing handler fails its step; a return in it ends the body around it",
    `script no = \`exit 4\`
workflow gives_up() {
  run no() catch (e) { return "given up" }
  return "not reached"
}
workflow fails() {
  run no() catch (e) fail "handler: \${e}"
}
workflow default() {
  log "\${run gives_up()}"
  run fails()
}`,
    { status: 1, error: "handler:", logs: ["given up"] },
  ],
  [
    "handlers work on a copy of the scope",
    `script no = \`exit 4\`
workflow default() {
  const x = "before"
  run no() catch (x) { const x = "inside" }
  log x
}`,
    { logs: ["before"] },
  ],
  [
    "a failing argument is a failure of the step, which its handler sees",
    `script no = \`echo "no argument" >&2; exit 4\`
script show = \`echo "$1"\`
workflow default() {
  run show(run no()) catch (e) log "caught \${e}"
}`,
    {
      story: [
        "+ workflow default",
        "  + script no",
        "  - script no 4",
        "  log caught no argument\n",
        "- workflow default 0",
      ],
    },
  ],
  [
    "recover repeats the call with fresh arguments until it succeeds",
    `script next = \`echo x >> tries; wc -l < tries\`
script need_three = \`echo "got $1"; test "$1" -ge 3\`
workflow default() {
  run need_three(run next()) recover (e) log "repair \${e}"
}`,
    { logs: ["repair got 1\n", "repair got 2\n"] },
  ],
  [
    "recover ends at its limit with the last failure",
    `config { run.recover_limit = 2 }
script count = \`echo x >> tries; exit "$(wc -l < tries)"\`
workflow default() {
  run count() recover (e) log "again"
}`,
    { status: 3, logs: ["again", "again"] },
  ],
  [
    "ten repairs are the default, none is possible",
    `script no = \`exit 4\`
workflow none() {
  config { run.recover_limit = 0 }
  run no() recover (e) log "never"
}
workflow default() {
  run none() catch (e) log "none"
  run no() recover (e) log "again"
}`,
    { status: 4, logs: ["none", ...Array<string>(10).fill("again")] },
  ],
  [
    "a failing or returning repair ends the recovery",
    `script no = \`exit 4\`
workflow returns() {
  run no() recover (e) { return "enough" }
}
workflow default() {
  log "\${run returns()}"
  run no() recover (e) fail "cannot repair"
}`,
    { status: 1, error: "cannot repair", logs: ["enough"] },
  ],
  [
    "handlers nest",
    `script no = \`echo "$1" >&2; exit 4\`
workflow default() {
  run no("outer") catch (a) {
    run no("inner") catch (b) {
      log "\${a}\${b}"
    }
  }
}`,
    { logs: ["outer\ninner\n"] },
  ],
]);

test("the end of a failed step names the nested step that caused it, a caught failure is no cause", () =>
  withRun(
    `script fine = \`exit 2\`
script broken = \`exit 3\`
workflow middle() {
  run fine() catch (e) log "caught"
  run broken()
}
workflow default() {
  run middle()
}`,
    {},
    ({ outcome, events }) => {
      const causes = ends(events).map(({ name, id, cause_id }) => [
        name,
        id.split(":")[2],
        cause_id?.split(":")[2],
      ]);
      assert.deepEqual(causes, [
        ["fine", "3", undefined],
        ["broken", "4", undefined],
        ["middle", "2", "4"],
        ["default", "1", "2"],
      ]);
      assert.equal(outcome.failure?.stepId, ends(events)[1]?.id);
    },
  ));

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Emit } from "../events/index.ts";
import { eventsOf, log, stepEnd, stepStart } from "./testing-events.ts";
import { type TestTerminal, testTerminal } from "./testing-terminal.ts";

const root = stepStart({ kind: "workflow", name: "default", id: "root", parent_id: null, depth: 0 });
const count = stepStart({ kind: "workflow", name: "count", params: [["n", "3"]] });
const tally = stepStart({
  kind: "script",
  name: "tally",
  depth: 2,
  parent_id: "count",
  params: [["arg1", "3"]],
});

/** `workflow default(n)` calls `count(n)`, which calls the script `tally`. */
function tallyRun(emit: Emit) {
  emit({ type: "WORKFLOW_START", workflow: "default", source: "tally.jh" });
  for (const start of [root, count]) emit(start);
  emit(log("counting 3", 2));
  emit(tally);
  emit(stepEnd(tally, { out_content: "3 apples\n", elapsed_ms: 7 }));
  emit(stepEnd(count, { out_content: "counting 3\n" }));
  emit(log("result: 3 apples"));
  emit(stepEnd(root));
  emit({ type: "WORKFLOW_END", workflow: "default", source: "tally.jh" });
}

/** The same, but the script fails and takes everything with it. */
function failingRun(emit: Emit) {
  const dir = "/w/runs/01-58-49-tally.jh";
  const script: typeof tally = {
    ...tally,
    out_file: `${dir}/000003-tally__tally.out`,
    err_file: `${dir}/000003-tally__tally.err`,
  };
  for (const start of [root, count, script]) emit(start);
  emit(stepEnd(script, { status: 1, out_content: "0 apples\n" }));
  emit(stepEnd(count, { status: 1, out_content: "0 apples\n", cause_id: "tally" }));
  emit(stepEnd(root, { status: 1, cause_id: "count" }));
}

function play(terminal: TestTerminal, produce: (emit: Emit) => void) {
  for (const event of eventsOf(produce)) terminal.report.listener(event);
}

describe("in a pipe", () => {
  test("a run that succeeds is banner, tree and result", async () => {
    const terminal = testTerminal({ params: [["n", "3"]] });
    play(terminal, tallyRun);
    terminal.clock.advance(100);
    await terminal.report.finish({ status: 0, returnValue: "never shown here" });
    assert.equal(
      terminal.text("out"),
      `
Jaiph: Running tally.jh

workflow default (n="3")
  ▸ workflow count (n="3")
  ·   ℹ counting 3
  ·   ▸ script tally (1="3")
  ·   ✓ script tally (0s)
  ✓ workflow count (0s)
  ℹ result: 3 apples

✓ PASS workflow default (0.1s)
`,
    );
    assert.equal(terminal.text("err"), "");
  });

  test("a burst of events is one write", () => {
    const terminal = testTerminal();
    play(terminal, tallyRun);
    terminal.clock.advance(0);
    assert.equal(terminal.writes.length, 1);
  });

  test("a failure is summed up on stderr", async () => {
    const terminal = testTerminal();
    play(terminal, failingRun);
    terminal.clock.advance(100);
    await terminal.report.finish({ status: 1, runDir: "/w/runs/01-58-49-tally.jh" });
    assert.equal(
      terminal.text("err"),
      `
✗ FAIL workflow default (0.1s)
  Logs: /w/runs/01-58-49-tally.jh
  Summary: /w/runs/01-58-49-tally.jh/run_summary.jsonl
    out: /w/runs/01-58-49-tally.jh/000003-tally__tally.out
    err: /w/runs/01-58-49-tally.jh/000003-tally__tally.err

  Output of failed step:
    0 apples
`,
    );
  });

  test("positions in emitted files become positions in sources", async () => {
    const terminal = testTerminal({
      locate: (text) => ({
        text: text.replace("0 apples", "tally.jh:1: no apples"),
        source: { position: "tally.jh:1", line: "  script tally = `…`" },
      }),
    });
    play(terminal, failingRun);
    await terminal.report.finish({ status: 1 });
    assert.equal(
      terminal.text("err"),
      `
✗ FAIL workflow default (0s)

  Output of failed step:
    tally.jh:1: no apples

  At tally.jh:1:
    script tally = \`…\`
`,
    );
  });

  const withoutOutput: [name: string, end: { message?: string; signal?: string }, line: string][] = [
    ["the last line of its message", { message: "first\n last \n\n" }, "last"],
    ["that it failed", {}, "Workflow execution failed."],
    ["the signal", { signal: "SIGINT", message: "cancelled" }, "Process terminated by signal SIGINT"],
  ];
  for (const [name, end, line] of withoutOutput)
    test(`a failure without output says ${name}`, async () => {
      const terminal = testTerminal();
      await terminal.report.finish({ status: 1, ...end });
      assert.equal(terminal.text("err"), `\n✗ FAIL workflow default (0s)\n  ${line}\n`);
    });

  test("a signal is the reason even when a step had printed something", async () => {
    const terminal = testTerminal();
    play(terminal, failingRun);
    await terminal.report.finish({ status: 143, signal: "SIGTERM" });
    assert.match(terminal.text("err"), /FAIL.*\n {2}Process terminated by signal SIGTERM\n$/);
  });

  test("other text keeps its place between the lines", () => {
    const terminal = testTerminal();
    play(terminal, (emit) => emit(log("before")));
    terminal.report.text("stderr", "raw \x1b[1mtext\n");
    play(terminal, (emit) => emit(log("after")));
    terminal.clock.advance(0);
    assert.deepEqual(terminal.writes.slice(-3), [
      ["out", "\nJaiph: Running tally.jh\n\nworkflow default\n  ℹ before\n"],
      ["err", "raw \x1b[1mtext\n"],
      ["out", "  ℹ after\n"],
    ]);
  });

  test("a step that runs long gets heartbeats, the innermost one first", () => {
    const terminal = testTerminal({ dimHeartbeats: true });
    play(terminal, (emit) => {
      for (const start of [root, count, tally]) emit(start);
    });
    terminal.clock.advance(59_000);
    terminal.writes.length = 0;
    terminal.clock.advance(31_000);
    assert.equal(
      terminal.text("out"),
      "\x1b[2m  ·   · script tally (running 60s)\x1b[0m\n\x1b[2m  ·   · script tally (running 90s)\x1b[0m\n",
    );
    play(terminal, (emit) => emit(stepEnd(tally)));
    terminal.writes.length = 0;
    terminal.clock.advance(30_000);
    assert.match(terminal.text("out"), /✓ script tally[\s\S]* {2}· workflow count \(running 120s\)/);
  });
});

describe("on a terminal", () => {
  const erase = "\r\x1b[K";
  const eraseBlock = `${erase}\x1b[1A${erase}`;
  const running = (time: string) => `▸ RUNNING workflow default (${time}s)`;

  test("the running line stays at the bottom and the result replaces it", async () => {
    const terminal = testTerminal({ tty: true });
    play(terminal, (emit) => emit(log("one")));
    play(terminal, (emit) => emit(log("two")));
    terminal.clock.advance(1_000);
    play(terminal, (emit) => emit(log("three")));
    await terminal.report.finish({ status: 0, returnValue: "6\x1b]0;title\x07 apples" });
    assert.deepEqual(terminal.writes, [
      ["out", `\nJaiph: Running tally.jh\n\nworkflow default\n\n${running("0.0")}`],
      ["out", `${eraseBlock}  ℹ one\n  ℹ two\n\n${running("0.0")}`],
      ["out", `\r${running("1.0")}\x1b[K`],
      ["out", `${eraseBlock}  ℹ three\n\n${running("1.0")}`],
      ["out", `${erase}✓ PASS workflow default (1s)\n\n6\\x1b]0;title\\x07 apples\n`],
    ]);
    terminal.clock.advance(10_000);
    assert.equal(terminal.writes.length, 5);
  });

  test("a failure leaves one blank line before its summary", async () => {
    const terminal = testTerminal({ tty: true });
    await terminal.report.finish({ status: 1 });
    assert.deepEqual(terminal.writes.slice(1), [
      ["out", eraseBlock],
      ["err", "\n✗ FAIL workflow default (0s)\n  Workflow execution failed.\n"],
    ]);
  });

  test("the running line never reaches the last column", () => {
    const rows: [columns: number, line: string][] = [
      [80, "▸ RUNNING workflow default (0.0s)"],
      [34, "▸ RUNNING workflow default (0.0s)"],
      [33, "▸ RUNNING workflow default (0.0s"],
      [12, "▸ RUNNING w"],
      [0, ""],
    ];
    for (const [columns, line] of rows) {
      const terminal = testTerminal({ tty: true, columns: () => columns });
      assert.equal(terminal.text("out").split("\n").at(-1), line, `${columns}`);
    }
  });

  test("text of others passes over the running line", () => {
    const terminal = testTerminal({ tty: true });
    terminal.report.text("stderr", "hook failed");
    assert.deepEqual(terminal.writes.slice(1), [
      ["out", eraseBlock],
      ["err", "hook failed\n"],
      ["out", `\n${running("0.0")}`],
    ]);
  });

  test("a prompt's transcript follows its end", () => {
    const terminal = testTerminal({ tty: true });
    const prompt = stepStart({ kind: "prompt", name: "claude" });
    play(terminal, (emit) => emit(stepEnd(prompt, { out_content: "Final answer:\n42" })));
    terminal.clock.advance(0);
    assert.equal(
      terminal.writes.at(-1)?.[1],
      `${eraseBlock}  ✓ prompt claude (0s)\nFinal answer:\n42\n\n${running("0.0")}`,
    );
  });

  test("colours", async () => {
    const terminal = testTerminal({ tty: true, color: true, params: [["n", "3"]] });
    play(terminal, tallyRun);
    play(terminal, (emit) => emit({ type: "LOGERR", message: "bad", depth: 1 }));
    play(terminal, (emit) => emit({ type: "LOGWARN", message: "odd", depth: 1 }));
    play(terminal, (emit) => emit(stepEnd(count, { status: 3, elapsed_ms: 11_900 })));
    terminal.clock.advance(0);
    await terminal.report.finish({ status: 0 });
    const shown = terminal
      .text("out")
      .replaceAll("\x1b[0m", "}")
      .replace(/\x1b\[(\d+)m/g, (_, code) => `${names[code] ?? "?"}{`);
    const line = "yellow{▸ RUNNING}bold{ workflow} default dim{(0.0s)}";
    assert.equal(
      shown,
      `
Jaiph: Running tally.jh

bold{workflow} defaultdim{ (n="3")}

${line}${eraseBlock}dim{  }dim{▸} bold{workflow} countdim{ (n="3")}
dim{  ·   }dim{ℹ} counting 3
dim{  ·   }dim{▸} bold{script} tallydim{ (1="3")}
dim{  ·   }green{✓} dim{script tally (0s)}
dim{  }green{✓} dim{workflow count (0s)}
dim{  }dim{ℹ} result: 3 apples
dim{  }red{! bad}
dim{  }yellow{⚠ odd}
dim{  }red{✗ workflow count (11s)}

${line}${erase}green{✓ PASS} workflow default dim{(0s)}
`,
    );
  });
});

const names: Record<string, string> = { 1: "bold", 2: "dim", 31: "red", 32: "green", 33: "yellow" };

test("the step that is shown is the innermost one behind the end of the run, not one that was recovered", async () => {
  const ends: [name: string, parent: string, end: { status: number; cause_id?: string }][] = [
    ["caught", "root", { status: 1 }],
    ["inner", "outer", { status: 2 }],
    ["retried", "outer", { status: 1 }],
    ["outer", "root", { status: 2, cause_id: "inner" }],
    ["late", "root", { status: 1 }],
    ["root", "", { status: 2, cause_id: "outer" }],
  ];
  const terminal = testTerminal();
  play(terminal, (emit) => {
    for (const [name, parent, end] of ends) emit(stepEnd(startOf(name, parent), end));
  });
  assert.equal(terminal.report.failedStep()?.name, "inner");
});

function startOf(name: string, parent: string) {
  return stepStart({ kind: "script", name, parent_id: parent === "" ? null : parent });
}

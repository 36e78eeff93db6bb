import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask } from "../agents/index.ts";
import type { Event } from "../events/index.ts";
import type { StopReason } from "./index.ts";
import { ends, story, testingInterrupt, withRun } from "./test-run.ts";

/** Aborts once a step of that name has started. */
function abortAt(name: string, reason: StopReason) {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    onEvent: (event: Event) => {
      if (event.type === "STEP_START" && event.name === name) setImmediate(() => controller.abort(reason));
    },
  };
}

const source = `script hang = \`exec sleep 100\`
script other = \`exec sleep 100\`
workflow inner() {
  run hang() catch (e) log "swallowed"
  log "not reached"
}
workflow default() {
  run async other() recover (e) log "swallowed"
  run inner() retry 3 catch (e) log "swallowed"
}`;

for (const [name, status] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)
  test(`${name} ends everything that is open with ${status}; no handler runs, nothing new starts`, () =>
    withRun(source, abortAt("hang", { kind: "signal", name }), ({ events, outcome }) => {
      assert.deepEqual([outcome.status, outcome.interrupted], [status, name]);
      const [first, ...rest] = events.map(({ type }) => type);
      assert.deepEqual([first, rest.at(-1)], ["WORKFLOW_START", "WORKFLOW_END"]);
      const lines = story(events);
      assert.deepEqual(lines.slice(0, 4), [
        "+ workflow default",
        "  1 + script other",
        "  + workflow inner",
        "    + script hang",
      ]);
      assert.deepEqual(lines.slice(4).sort(), [
        `    - script hang ${status}`,
        `  - workflow inner ${status}`,
        `  1 - script other ${status}`,
        `- workflow default ${status}`,
      ]);
    }));

test("an interrupt ends a prompt, and nothing is delivered", () => {
  const ask: Ask = (_request, _sink, signal) =>
    new Promise((resolve) => {
      const cancelled = { ok: false, status: 1, error: "cancelled", reason: "cancelled" } as const;
      signal.addEventListener("abort", () => resolve(cancelled), { once: true });
    });
  return withRun(
    `channel news -> hear
workflow hear(a, b, c) { log "not reached" }
workflow default() {
  news <- "x"
  prompt "hang"
}`,
    { ...abortAt("cursor", testingInterrupt), ask },
    ({ events, outcome }) => {
      assert.equal(outcome.status, 130);
      assert.deepEqual(story(events).slice(2), ["  - prompt cursor 130", "- workflow default 130"]);
    },
  );
});

test("an interrupt during a delivery ends it and the run", () =>
  withRun(
    `channel news -> hear, hear
script hang = \`exec sleep 100\`
workflow hear(a, b, c) { run hang() }
workflow default() { news <- "x" }`,
    abortAt("hang", { kind: "signal", name: "SIGTERM" }),
    ({ events, outcome }) => {
      assert.equal(outcome.status, 143);
      assert.equal(events.filter(({ type }) => type === "INBOX_DISPATCH_START").length, 1);
      assert.equal(events.at(-2)?.type, "STEP_END");
    },
  ));

test("an interrupt before the first step runs nothing", () =>
  withRun(
    `workflow default() { log "not reached" }`,
    { signal: AbortSignal.abort(testingInterrupt) },
    ({ events, outcome }) => {
      assert.deepEqual(outcome.interrupted, "SIGINT");
      assert.deepEqual(story(events), ["+ workflow default", "- workflow default 130"]);
    },
  ));

test("records that cannot be kept end the run with 1 and the reason, and no signal is blamed", () =>
  withRun(
    source,
    abortAt("hang", { kind: "records", message: "cannot write x: no space left on device" }),
    ({ events, outcome }) => {
      const message = "cannot write x: no space left on device";
      assert.deepEqual(outcome, { status: 1, failure: { status: 1, message } });
      assert.deepEqual(
        ends(events).map(({ status }) => status),
        [1, 1, 1, 1],
      );
    },
  ));

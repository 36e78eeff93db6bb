import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask } from "../agents/index.ts";
import type { Event } from "../events/index.ts";
import { starts, testingInterrupt, withRun } from "./test-run.ts";

const ask: Ask = async () => ({ ok: true, answer: "fine" });

test("at most so many scripts and prompts are open at once, in dispatch order", () =>
  withRun(
    `script tick = \`true\`
workflow asks() { prompt "x" }
workflow default() {
  run async tick("1")
  run async tick("2")
  run async asks()
  run async tick("3")
  run async asks()
  run async tick("4")
}`,
    { ask, env: { JAIPH_MAX_PROCESSES: "1" } },
    ({ events, outcome }) => {
      assert.equal(outcome.status, 0);
      const isEdge = ({ type }: Event) => type === "STEP_START" || type === "STEP_END";
      const work = events.filter((event) => isEdge(event) && "kind" in event && event.kind !== "workflow");
      assert.deepEqual(
        work.map(({ type }) => type),
        work.map((_, at) => (at % 2 === 0 ? "STEP_START" : "STEP_END")),
      );
      const begun = starts(events);
      const numbers = begun.flatMap(({ kind, params }) => (kind === "script" ? [params[0]?.[1]] : []));
      assert.deepEqual(numbers, ["1", "2", "3", "4"]);
      assert.equal(begun.filter(({ kind }) => kind === "prompt").length, 2);
    },
  ));

test("nothing exists of scripts and prompts that wait for a slot, and an interrupt ends them", (context) => {
  const warned = context.mock.method(process, "emitWarning");
  const controller = new AbortController();
  const onEvent = (event: Event) => {
    if (event.type === "LOG") setImmediate(() => controller.abort(testingInterrupt));
  };
  const branches = '  run async hang() retry 2 catch (e) log "not reached"\n  run async asks()\n'.repeat(20);
  return withRun(
    `script hang = \`exec sleep 100\`
workflow asks() { prompt "x" }
workflow default() {
${branches}  log "all started"
}`,
    { ask, signal: controller.signal, onEvent, env: { JAIPH_MAX_PROCESSES: "1" } },
    ({ events, outcome }) => {
      assert.equal(outcome.status, 130);
      const begun = starts(events).filter(({ kind }) => kind !== "workflow");
      assert.deepEqual(
        begun.map(({ name }) => name),
        ["hang"],
      );
      assert.equal(warned.mock.callCount(), 0);
    },
  );
});

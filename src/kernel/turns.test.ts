import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event } from "../events/index.ts";
import { logs, testingInterrupt, withRun } from "./test-run.ts";
import { Turns } from "./turns.ts";

/** Aborts as a real signal does: when the event loop comes to it, after the first event of that type. */
function abortAfter(type: Event["type"]) {
  const controller = new AbortController();
  const abort = () => controller.abort(testingInterrupt);
  return {
    signal: controller.signal,
    onEvent: (event: Event) => {
      if (event.type === type) setTimeout(abort, 0);
    },
  };
}

const loop = (body: string) => `script lines = \`seq 1000000\`
workflow default() {
  const all = run lines()
  for line in all {${body}
  }
  log "end"
}`;

for (const [what, source, type] of [
  ["that only logs", loop('\n    log "${line}"'), "LOG"],
  ["with an empty body", loop(""), "STEP_END"],
] as const)
  test(`a loop ${what} sees an interrupt`, () =>
    withRun(source, abortAfter(type), ({ outcome, events }) => {
      assert.deepEqual([outcome.status, outcome.interrupted], [130, "SIGINT"]);
      assert.equal(logs(events).includes("end"), false);
    }));

test("time counts from the last turn of the event loop, and who waits goes on in order", async () => {
  let now = 0;
  const turns = new Turns({ now: () => now });
  assert.equal(turns.owed(), undefined);
  now = 19;
  assert.equal(turns.owed(), undefined);
  now = 20;
  const held = turns.hold(() => turns.owed());
  assert.equal(held, undefined);
  const order: number[] = [];
  await Promise.all([1, 2].map((place) => turns.owed()?.then(() => order.push(place))));
  assert.deepEqual(order, [1, 2]);
  now = 1000;
  assert.equal(turns.owed(), undefined);
});

import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { test } from "node:test";
import { watchInterrupts } from "./interrupts.ts";

function watched(context: { readonly mock: typeof import("node:test").mock }) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const exit = context.mock.method(process, "exit", () => undefined as never);
  const source = new EventEmitter();
  let kills = 0;
  const interrupts = watchInterrupts(() => {
    kills += 1;
  }, source);
  const wait = () => context.mock.timers.tick(500);
  return {
    source,
    interrupts,
    wait,
    kills: () => kills,
    exits: () => exit.mock.calls.map((c) => c.arguments[0]),
  };
}

test("the first signal asks, the second kills and ends the process with the code of the first", (context) => {
  const { source, interrupts, wait, kills, exits } = watched(context);
  source.emit("SIGHUP");
  assert.deepEqual(interrupts.signal.reason, { kind: "signal", name: "SIGTERM" });
  wait();
  assert.deepEqual([kills(), exits()], [0, []]);
  source.emit("SIGINT");
  assert.equal(kills(), 1);
  wait();
  assert.deepEqual(exits(), [143]);
});

test("when the run is being stopped already, the user's first signal is still the first", (context) => {
  const { source, interrupts, wait, kills, exits } = watched(context);
  const reason = { kind: "records", message: "cannot write" } as const;
  interrupts.stop(reason);
  source.emit("SIGINT");
  wait();
  assert.deepEqual([interrupts.signal.reason, kills(), exits()], [reason, 0, []]);
  source.emit("SIGINT");
  wait();
  assert.deepEqual([kills(), exits()], [1, [130]]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { createHeartbeat, heartbeatSettings } from "./heartbeat.ts";
import { createStyle } from "./style.ts";
import { eventsOf, stepStart } from "./testing-events.ts";

test("settings that make no sense count as not given", () => {
  const rows: [first: string | undefined, interval: string | undefined, settings: [number, number]][] = [
    [undefined, undefined, [60, 30_000]],
    ["0", "250", [0, 250]],
    ["5", "1000", [5, 1_000]],
    ["-1", "249", [60, 30_000]],
    ["soon", "often", [60, 30_000]],
    ["", " ", [60, 30_000]],
    ["Infinity", "NaN", [60, 30_000]],
  ];
  for (const [first, interval, [firstSec, intervalMs]] of rows) {
    const env = {
      JAIPH_NON_TTY_HEARTBEAT_FIRST_SEC: first,
      JAIPH_NON_TTY_HEARTBEAT_INTERVAL_MS: interval,
    };
    assert.deepEqual(heartbeatSettings(env), { firstSec, intervalMs }, `${first} ${interval}`);
  }
});

test("beats of a step are an interval apart and never repeat a second", () => {
  const heartbeat = createHeartbeat({ firstSec: 1, intervalMs: 250 }, createStyle(false));
  for (const event of eventsOf((emit) => emit(stepStart({ kind: "script", name: "slow" }))))
    heartbeat.see(event, 0);
  const rows: [now: number, line: string | undefined][] = [
    [999, undefined],
    [1_000, "  · script slow (running 1s)"],
    [1_250, undefined],
    [2_000, "  · script slow (running 2s)"],
    [2_100, undefined],
    [3_000, "  · script slow (running 3s)"],
  ];
  for (const [now, line] of rows) assert.equal(heartbeat.beat(now), line, `${now}`);
});

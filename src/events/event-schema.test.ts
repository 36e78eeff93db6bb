import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createBus } from "./bus.ts";
import { eventFields, fieldsOf, isEventType } from "./event-fields.ts";
import { eventSchema } from "./event-schema.ts";
import { parseEvent } from "./parse-event.ts";
import { createRedactor } from "./redact.ts";
import { samples } from "./testing-samples.ts";

const types = Object.keys(eventFields).filter(isEventType);

function wireOf(type: (typeof types)[number]): Record<string, unknown> {
  const seen: object[] = [];
  const bus = createBus({ runId: "R", now: () => 0, redactor: createRedactor({}) });
  bus.subscribe((event) => seen.push(event));
  bus.emit(samples[type]);
  return { ...seen[0] };
}

test("events.schema.json is current: node scripts/event-schema.mjs renews it", () => {
  const written: unknown = JSON.parse(readFileSync("src/events/events.schema.json", "utf8"));
  assert.deepEqual(written, JSON.parse(JSON.stringify(eventSchema())));
});

test("what the bus sends is read back, unknown keys and all", () => {
  for (const type of types) {
    const wire = { ...wireOf(type), added_later: 1 };
    assert.deepEqual(parseEvent(JSON.stringify(wire)), wire, type);
  }
});

test("an event without a property that it must have, or with one of another kind, is not read", () => {
  const common = new Set(["ts", "run_id", "event_version"]);
  for (const type of types)
    for (const [key, { required }] of Object.entries(fieldsOf(type))) {
      if (common.has(key)) continue;
      const { [key]: _, ...without } = wireOf(type);
      const read = parseEvent(JSON.stringify(without));
      assert.equal(read === "unknown", required, `${type} without ${key}`);
      assert.equal(parseEvent(JSON.stringify({ ...without, [key]: {} })), "unknown", `${type}: ${key}`);
    }
});

test("what is no event", () => {
  const rows: [text: string, read: "unknown" | undefined][] = [
    ["", undefined],
    ["{", undefined],
    ["null", undefined],
    ["[]", undefined],
    ['"LOG"', undefined],
    ["{}", "unknown"],
    ['{"type":"FUTURE"}', "unknown"],
    ['{"type":"toString"}', "unknown"],
    ['{"type":1}', "unknown"],
  ];
  for (const [text, read] of rows) assert.equal(parseEvent(text), read, text);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { createBus } from "./bus.ts";
import type { Event } from "./event.ts";
import { eventFields, isEventType } from "./event-fields.ts";
import { createRedactor } from "./redact.ts";
import { plainStep, samples } from "./testing-samples.ts";

const types = Object.keys(eventFields).filter(isEventType);

function stamped(now: () => number = () => 0): readonly Event[] {
  const events: Event[] = [];
  const bus = createBus({ runId: "R", now, redactor: createRedactor({}) });
  bus.subscribe((event) => events.push(event));
  for (const type of types) bus.emit(samples[type]);
  return events;
}

test("events have their keys in the order of the wire, whatever the producer's order", () => {
  const keys = Object.fromEntries(stamped().map((event) => [event.type, Object.keys(event)]));
  for (const type of types) {
    const wanted = Object.keys(eventFields[type]).filter(
      (key) => key in samples[type] || ["ts", "run_id", "event_version"].includes(key),
    );
    assert.deepEqual(keys[type], wanted, type);
  }
});

test("lines as documented", () => {
  const bus = createBus({ runId: "R", now: () => 1_763_690_329_999, redactor: createRedactor({}) });
  const lines: string[] = [];
  bus.subscribe((event) => lines.push(JSON.stringify(event)));
  const files = { out_file: "D/000003-tally__tally.out", err_file: "D/000003-tally__tally.err" };
  const step = { ...plainStep, ...files };
  bus.emit({ type: "WORKFLOW_START", workflow: "default", source: "tally.jh" });
  bus.emit({ type: "LOG", message: "counting 3", depth: 2, async_indices: [] });
  bus.emit({ type: "STEP_START", status: null, elapsed_ms: null, ...step });
  bus.emit({
    type: "STEP_END",
    status: 0,
    elapsed_ms: 7,
    ...step,
    out_content: "3 apples\n",
    err_content: "",
  });
  const ts = `"ts":"2025-11-21T01:58:49Z"`;
  assert.deepEqual(lines, [
    `{"type":"WORKFLOW_START","workflow":"default","source":"tally.jh",${ts},"run_id":"R","event_version":1}`,
    `{"type":"LOG","message":"counting 3","depth":2,${ts},"run_id":"R","event_version":1}`,
    `{"type":"STEP_START","func":"tally","kind":"script","name":"tally",${ts},"status":null,"elapsed_ms":null,"out_file":"D/000003-tally__tally.out","err_file":"D/000003-tally__tally.err","id":"R:P:3","parent_id":"R:P:2","seq":3,"depth":2,"run_id":"R","params":[["arg1","3"]],"event_version":1}`,
    `{"type":"STEP_END","func":"tally","kind":"script","name":"tally",${ts},"status":0,"elapsed_ms":7,"out_file":"D/000003-tally__tally.out","err_file":"D/000003-tally__tally.err","id":"R:P:3","parent_id":"R:P:2","seq":3,"depth":2,"run_id":"R","params":[["arg1","3"]],"out_content":"3 apples\\n","err_content":"","event_version":1}`,
  ]);
});

test("the time of an event has seconds and follows the clock", () => {
  const times = [0, 999, 1_000, 999, 86_400_000];
  const bus = createBus({ runId: "R", now: () => times.shift() ?? 0, redactor: createRedactor({}) });
  const seen: string[] = [];
  bus.subscribe((event) => seen.push(event.ts));
  while (times.length > 0) bus.emit(samples.LOG);
  const start = "1970-01-01T00:00:00Z";
  assert.deepEqual(seen, [start, start, "1970-01-01T00:00:01Z", start, "1970-01-02T00:00:00Z"]);
});

test("every listener sees every event, redacted, in order", () => {
  const bus = createBus({ runId: "R", now: () => 0, redactor: createRedactor({ MY_TOKEN: "counting" }) });
  const seen: string[] = [];
  bus.subscribe((event) => seen.push(`first ${event.type === "LOG" ? event.message : event.type}`));
  bus.subscribe((event) => seen.push(`second ${event.type === "LOG" ? event.message : event.type}`));
  bus.emit(samples.LOG);
  bus.emit(samples.WORKFLOW_END);
  assert.deepEqual(seen, [
    "first [REDACTED] 3",
    "second [REDACTED] 3",
    "first WORKFLOW_END",
    "second WORKFLOW_END",
  ]);
});

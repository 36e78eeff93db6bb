import assert from "node:assert/strict";
import { test } from "node:test";
import { createBus } from "./bus.ts";
import type { Event } from "./event.ts";
import { eventFields, isEventType } from "./event-fields.ts";
import { createRedactor } from "./redact.ts";
import { parseStreamLine, streamLine } from "./stream.ts";
import { samples } from "./testing-samples.ts";

const events: Event[] = [];
const bus = createBus({ runId: "R", now: () => 0, redactor: createRedactor({}) });
bus.subscribe((event) => events.push(event));
for (const type of Object.keys(eventFields).filter(isEventType)) bus.emit(samples[type]);

test("steps and log messages travel, each on one line", () => {
  const lines = events.flatMap((event) => streamLine(event) ?? []);
  const types = lines.map((line) => JSON.parse(line.slice("__JAIPH_EVENT__ ".length)).type);
  assert.deepEqual(types, ["STEP_START", "STEP_END", "LOG", "LOGERR", "LOGWARN"]);
  for (const line of lines) {
    assert.match(line, /^__JAIPH_EVENT__ \{[^\n]*\}\n$/);
    assert.doesNotMatch(line, /event_version/);
  }
  assert.deepEqual(lines.slice(2), [
    '__JAIPH_EVENT__ {"type":"LOG","message":"counting 3","depth":2,"async_indices":[1]}\n',
    '__JAIPH_EVENT__ {"type":"LOGERR","message":"bad","depth":2}\n',
    '__JAIPH_EVENT__ {"type":"LOGWARN","message":"odd","depth":2}\n',
  ]);
});

test("a line of the stream is read back", () => {
  for (const event of events) {
    const line = streamLine(event)?.trimEnd();
    if (line === undefined) continue;
    const json: unknown = JSON.parse(line.slice(line.indexOf("{")));
    for (const text of [line, `progress 10%${line}`])
      assert.deepEqual(parseStreamLine(text), { kind: "event", event: json });
  }
});

test("other lines", () => {
  const rows: [line: string, kind: "text" | "unknown"][] = [
    ["", "text"],
    ["plain", "text"],
    ["__JAIPH_EVENT__ {torn", "text"],
    ["__JAIPH_EVENT__ 42", "text"],
    ['__JAIPH_EVENT__ {"type":"FUTURE"}', "unknown"],
    ['__JAIPH_EVENT__ {"type":"WORKFLOW_END","workflow":"w","source":"s"}', "unknown"],
  ];
  for (const [line, kind] of rows) assert.deepEqual(parseStreamLine(line), { kind }, line);
});

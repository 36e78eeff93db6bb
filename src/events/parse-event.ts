import type { Event } from "./event.ts";
import { fieldsOf, isEventType } from "./event-fields.ts";

/** Set by the bus, and absent from the stream: a reader of single events does without. */
const stamped = new Set(["ts", "run_id", "event_version"]);

/**
 * Reads one event. Unknown keys stay; `"unknown"` stands for another type, or a shape that this release cannot
 * read, both to be ignored; undefined for what is no event at all.
 */
export function parseEvent(json: string): Event | "unknown" | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return isEvent(value) ? value : "unknown";
}

function isEvent(value: object): value is Event {
  const properties: Readonly<Record<string, unknown>> = { ...value };
  if (!isEventType(properties["type"])) return false;
  return Object.entries(fieldsOf(properties["type"])).every(([key, { required, accepts }]) => {
    if (stamped.has(key)) return true;
    return Object.hasOwn(properties, key) ? accepts(properties[key]) : !required;
  });
}

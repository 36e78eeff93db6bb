import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";

/** A random UUID: the system's, which is there before `node:crypto` would be loaded, or else one of that. */
export function newRunId(): string {
  try {
    const id = readFileSync("/proc/sys/kernel/random/uuid", "latin1").trim();
    if (/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)) return id;
  } catch {
    // Not every system has it.
  }
  return randomUUID();
}

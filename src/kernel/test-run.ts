import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event, StepEnd, StepStart } from "../events/index.ts";
import type { StopReason } from "./index.ts";
import { type HostOptions, type Ran, TestingHost } from "./testing-host.ts";

export interface TestOptions extends HostOptions {
  /** Files beside `main.jh`. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Runs `main.jh` in a workspace of its own, which is gone when `inspect` has seen the run. */
export async function withRun(
  source: string,
  options: TestOptions,
  inspect: (ran: Ran) => void | Promise<void>,
): Promise<void> {
  const host = new TestingHost();
  try {
    host.write({ "main.jh": source, ...options.files });
    const program = await host.compile();
    if ("length" in program) assert.fail(program.map(({ message }) => message).join("\n"));
    await inspect(await host.run(program, options));
  } finally {
    host.remove();
  }
}

/** What a run is expected to give; what is not said is 0, or not looked at. */
export interface Expected extends TestOptions {
  readonly status?: number;
  /** All messages of `log`, `logerr` and `logwarn`. */
  readonly logs?: readonly string[];
  readonly returns?: string;
  /** The message of the failure. */
  readonly error?: string;
  /** The order of what happened, see `story`. */
  readonly story?: readonly string[];
}

export type Row = readonly [name: string, source: string, expected: Expected];

/** Declares a test for each row. */
export function testRuns(rows: readonly Row[]): void {
  for (const [name, source, expected] of rows)
    test(name, () => withRun(source, expected, (ran) => assertRun(ran, expected)));
}

export function assertRun(ran: Ran, expected: Expected): void {
  const { outcome, events } = ran;
  if (expected.logs) assert.deepEqual(logs(events), expected.logs);
  if (expected.story) assert.deepEqual(story(events), expected.story);
  if (expected.error !== undefined) assert.equal(outcome.failure?.message, expected.error);
  assert.equal(outcome.status, expected.status ?? 0, outcome.failure?.message);
  if (expected.returns !== undefined) assert.equal(outcome.returnValue, expected.returns);
}

export function logs(events: readonly Event[]): string[] {
  return events.flatMap((event) => ("message" in event ? [event.message] : []));
}

/** One short line for each step and message, indented by depth, its branches in front: `1.2 + workflow leaf n=a`. */
export function story(events: readonly Event[]): string[] {
  return events.flatMap((event) => {
    switch (event.type) {
      case "STEP_START": {
        const params = event.params.map(([key, value]) => ` ${key}=${value}`).join("");
        return [`${place(event)}+ ${event.kind} ${event.name}${params}`];
      }
      case "STEP_END":
        return [`${place(event)}- ${event.kind} ${event.name} ${event.status}`];
      case "LOG":
      case "LOGERR":
      case "LOGWARN":
        return [`${place(event)}${event.type.toLowerCase()} ${event.message}`];
      default:
        return [];
    }
  });
}

function place(event: { readonly depth: number; readonly async_indices?: readonly number[] }): string {
  return "  ".repeat(event.depth) + (event.async_indices ? `${event.async_indices.join(".")} ` : "");
}

export function ends(events: readonly Event[]): readonly StepEnd[] {
  return events.filter((event) => event.type === "STEP_END");
}

export function starts(events: readonly Event[]): readonly StepStart[] {
  return events.filter((event) => event.type === "STEP_START");
}

/** What Ctrl-C gives as the reason of its abort. */
export const testingInterrupt: StopReason = { kind: "signal", name: "SIGINT" };

// In: the events of a run. Out: what a person reads of it on a terminal or in a pipe.
// Reads no clock, descriptor or environment of its own; everything comes through ports.
export type { Write } from "./batch.ts";
export { type ReportClock, systemClock } from "./clock.ts";
export type { Locate } from "./excerpt.ts";
export { createFailureTrace, type FailedStep } from "./failure-trace.ts";
export { type HeartbeatSettings, heartbeatSettings } from "./heartbeat.ts";
export { createTerminalReport, type TerminalOptions, type TerminalReport } from "./terminal.ts";

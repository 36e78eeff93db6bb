// In: a checked program, its script files, and ports to the world. Out: events, records, and how the run ended.
// Interprets the tree; knows nothing of terminals, and touches the world through its ports only.
export type { Env } from "./config.ts";
export { type Launch, launchEnvironment, type RunPlace, withRunRecords } from "./launch-environment.ts";
export { type Limits, readLimits } from "./limits.ts";
export type {
  Clock,
  KernelPorts,
  Run,
  RunFailure,
  RunOutcome,
  RunRequest,
  SignalName,
  Slots,
  StopReason,
} from "./ports.ts";
export { run } from "./run.ts";

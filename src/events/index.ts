// In: what the kernel says happened. Out: stamped events to every listener, the journal, the files of a run directory.
// Knows no syntax and prints nothing.
export type * from "./event.ts";
export type { Records, StepOutput, StepRecords } from "./records.ts";

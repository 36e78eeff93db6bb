// In: what the kernel says happened. Out: stamped events to every listener, the journal, the files of a run directory.
// Knows no syntax and prints nothing.
export { type Bus, createBus, type Listener } from "./bus.ts";
export { cutBytes, cutUnits } from "./cut-text.ts";
export type * from "./event.ts";
export { journalName, openJournal } from "./journal.ts";
export { type JournalLine, readJournal } from "./journal-reader.ts";
export { contentLimit, ellipsis, previewLimit } from "./limits.ts";
export { outputTail } from "./output-tail.ts";
export type { OnRecordFailure, Opened, RecordFailure } from "./record-failure.ts";
export type { Records, StepOutput, StepRecords } from "./records.ts";
export { createRedactor, type Redactor } from "./redact.ts";
export { createRunDirectory, type RunDirectory } from "./run-directory.ts";
export { parseStreamLine, streamLine } from "./stream.ts";
export { lastLines } from "./tail-lines.ts";

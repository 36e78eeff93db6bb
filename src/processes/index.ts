// In: commands to start as processes, and an abort signal. Out: how each ended, with nothing of it left when it was stopped.
// Knows no scripts, no prompts and no time limits, and keeps no state in modules: one `Processes` is handed around.
export { Processes, type ProcessesOptions, type Started } from "./processes.ts";
export type { ProcessEnding, RunningProcess } from "./running-process.ts";
export { Slots } from "./slots.ts";
export type { Command } from "./spawn-patiently.ts";

// In: one executable file with arguments, environment and open output files. Out: how it ended.
// A target knows no syntax, no steps and no terminal.
export { LocalTarget } from "./local/local-target.ts";
export type { Ending, ScriptJob, ScriptResult, Target } from "./target.ts";

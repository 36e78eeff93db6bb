// In: a program. Out: the same program with every name resolved, or diagnostics.
// Pure: reads nothing but its input, and keeps going after the first error.
export { type Checked, check } from "./check.ts";
export type { Callee, CheckedProgram, Read } from "./checked-program.ts";

// In: the path of an entry file. Out: its import closure, each file read and parsed once, and diagnostics.
// Must not look into bodies, and must never run anything.
export type { LoadedModule, Program } from "./program.ts";

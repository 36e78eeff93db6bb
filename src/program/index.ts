// In: the path of an entry file. Out: its import closure, each file read and parsed once, and diagnostics.
// Must not look into bodies, and must never run anything.
export { disk } from "./disk.ts";
export type { FileContent, Files, UnreadableFile } from "./files.ts";
export { type LoadOptions, loadProgram } from "./load.ts";
export { memoryFiles } from "./memory.ts";
export { type ModuleCache, moduleCache } from "./module-cache.ts";
export type { LoadedModule, Program } from "./program.ts";

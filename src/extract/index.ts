// In: a checked program. Out: the executable files of its script bodies, each with a way back to its source lines.
// Must not run anything; writing the files is one separate function.
export { extract } from "./extract.ts";
export type { Extracted, ScriptFile, ScriptNode, ScriptOrigin } from "./extracted.ts";
export { type EmittedScripts, mapPositions } from "./map-positions.ts";
export { sourceMap, writeSourceMaps } from "./source-map.ts";
export type { WriteFailure } from "./write-failure.ts";
export { writeScripts } from "./write-scripts.ts";

// In: the text of one source file. Out: its syntax tree, its comments and diagnostics.
// Must not read other files; the parsers themselves are loaded lazily by `program`, never from here.
export type * from "./ast.ts";
export { children } from "./children.ts";
export type { Parse, Parsed } from "./parse.ts";
export { written } from "./written.ts";

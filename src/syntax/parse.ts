import type { Diagnostic, SourceFile } from "../source/index.ts";
import type { Comment, Module } from "./ast.ts";

/** What a parser of any dialect returns. The module is always there: what failed in it is an `invalid-*` node. */
export interface Parsed {
  readonly module: Module;
  readonly comments: readonly Comment[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Never throws. That a file is text at all, without NUL characters, is seen to by who reads it. */
export type Parse = (source: SourceFile) => Parsed;

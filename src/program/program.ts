import type { FileId, SourceFile } from "../source/index.ts";
import type { Module } from "../syntax/index.ts";

/** One parsed file with its imports located. */
export interface LoadedModule {
  readonly file: FileId;
  readonly source: SourceFile;
  readonly module: Module;
  /** Import alias → the imported module, which is in `Program.modules`. Aliases whose file is missing are absent. */
  readonly imports: ReadonlyMap<string, FileId>;
  /** Name of a script import → absolute path of the script. Names whose file is missing are absent. */
  readonly scriptImports: ReadonlyMap<string, string>;
}

/** The import closure of one entry file. */
export interface Program {
  readonly entry: FileId;
  /** Absolute path of the workspace root. */
  readonly workspace: string;
  /** Ascending by path, the order in which modules are checked. */
  readonly modules: ReadonlyMap<FileId, LoadedModule>;
}

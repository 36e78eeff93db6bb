import type { LoadedModule } from "../program/index.ts";
import type { InlineScript, ScriptBody, ScriptImportItem, ScriptItem } from "../syntax/index.ts";

/** Anything in the tree that becomes an executable file. */
export type ScriptNode = ScriptItem | ScriptImportItem | InlineScript;

/** One file below `scripts/`, mode 0755. Each node has its own, so that a line of it has one place in the source. */
export interface ScriptFile {
  /** Unique, also where upper and lower case are the same; the entry module's definitions keep their plain name. */
  readonly fileName: string;
  /** The name that steps, events and artifacts show. */
  readonly stepName: string;
  readonly content: string | CopiedFile;
  /** Where the lines come from; absent for an imported script, which is its own source. */
  readonly origin?: ScriptOrigin;
}

/** An imported script: its bytes, with a final newline added where there is none. */
interface CopiedFile {
  readonly copyOf: string;
}

export interface ScriptOrigin {
  readonly module: LoadedModule;
  readonly body: ScriptBody;
  /** For each line of the file the offset of its start in the module's source; undefined for what was added. */
  readonly lines: readonly (number | undefined)[];
}

export interface Extracted {
  readonly files: readonly ScriptFile[];
  readonly fileOf: ReadonlyMap<ScriptNode, ScriptFile>;
}

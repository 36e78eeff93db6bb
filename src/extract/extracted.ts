import type { LoadedModule } from "../program/index.ts";
import type { InlineScript, ScriptBody, ScriptImportItem, ScriptItem } from "../syntax/index.ts";

/** Anything in the tree that becomes an executable file. */
export type ScriptNode = ScriptItem | ScriptImportItem | InlineScript;

/** One file below `scripts/`, mode 0755 (language spec §14). */
export interface ScriptFile {
  /** Unique file name; the entry module's definitions keep their plain name. */
  readonly fileName: string;
  /** The name that steps, events and artifacts show. */
  readonly stepName: string;
  readonly content: string | Uint8Array;
  /** Where the lines come from; absent for an imported script, which is its own source. */
  readonly origin?: ScriptOrigin;
}

export interface ScriptOrigin {
  readonly module: LoadedModule;
  readonly body: ScriptBody;
  /** 1-based line of the emitted file at which the first line of the body stands. */
  readonly firstLine: number;
}

export interface Extracted {
  readonly files: readonly ScriptFile[];
  readonly fileOf: ReadonlyMap<ScriptNode, ScriptFile>;
}

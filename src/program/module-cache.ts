import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceFile } from "../source/index.ts";
import type { Module } from "../syntax/index.ts";

/** Parsed modules by the content of their source. A cache is a convenience: no failure of it is ever told. */
export interface ModuleCache {
  get(source: SourceFile): Module | undefined;
  put(source: SourceFile, module: Module): void;
}

export interface ModuleCacheOptions {
  /** Made when needed. It may be deleted at any time. */
  readonly dir: string;
  /** Names the parser: entries of any other version are never read. */
  readonly version: string;
}

const dialect = "jh";

/** A cache on disk: one JSON file a module, without file paths, so that a copied or moved file finds its entry. */
export function moduleCache({ dir, version }: ModuleCacheOptions): ModuleCache {
  const pathOf = (source: SourceFile) => {
    const hash = createHash("sha256").update(`${version}\0${dialect}\0`).update(source.text);
    return join(dir, `${hash.digest("hex")}.json`);
  };
  return {
    get(source) {
      try {
        const entry: unknown = JSON.parse(readFileSync(pathOf(source), "utf8"));
        return isModule(entry) ? { ...entry, file: source.id } : undefined;
      } catch {
        return undefined;
      }
    },
    put(source, module) {
      try {
        mkdirSync(dir, { recursive: true, mode: 0o700 });
        replaceFile(pathOf(source), JSON.stringify({ ...module, file: undefined }));
      } catch {
        // A full or read-only disk costs speed, nothing else.
      }
    },
  };
}

/** Readers see the old file or the new one, never a part; nothing is left behind when writing fails. */
function replaceFile(path: string, text: string): void {
  const temporary = `${path}.${process.pid}`;
  try {
    writeFileSync(temporary, text, { mode: 0o600 });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function isModule(entry: unknown): entry is Module {
  return (
    typeof entry === "object" &&
    entry !== null &&
    "kind" in entry &&
    entry.kind === "module" &&
    "items" in entry &&
    Array.isArray(entry.items)
  );
}

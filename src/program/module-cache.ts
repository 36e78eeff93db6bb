import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolders, type SourceFile } from "../source/index.ts";
import type { Module } from "../syntax/index.ts";
import { cacheFolder, removeForgotten } from "./cache-folder.ts";
import { textHash } from "./text-hash.ts";

/** Parsed modules by the content of their source. A cache is a convenience: no failure of it is ever told. */
export interface ModuleCache {
  get(source: SourceFile): Module | undefined;
  put(source: SourceFile, module: Module): void;
}

interface ModuleCacheOptions {
  /** Made when needed. It may be deleted at any time. */
  readonly dir: string;
  /** Names the parser, and a folder in `dir`: entries of any other version are never read, and removed when old. */
  readonly version: string;
}

const dialect = "jh";

/**
 * A cache on disk: one JSON file a module, without file paths, so that a copied or moved file finds its entry. The
 * entry holds the text it was made from, so that no other text can ever get its module.
 */
export function moduleCache({ dir, version }: ModuleCacheOptions): ModuleCache {
  const folder = cacheFolder(dir, version);
  const pathOf = (source: SourceFile) => join(folder, `${textHash(`${dialect}\0${source.text}`)}.json`);
  let isSwept = false;
  return {
    get(source) {
      try {
        const entry: unknown = JSON.parse(readFileSync(pathOf(source), "utf8"));
        return isEntry(entry) && entry.text === source.text
          ? { ...entry.module, file: source.id }
          : undefined;
      } catch {
        return undefined;
      }
    },
    put(source, module) {
      try {
        makeFolders(folder, 0o700);
        const entry = { text: source.text, module: { ...module, file: undefined } };
        replaceFile(pathOf(source), JSON.stringify(entry));
        if (isSwept) return;
        isSwept = true;
        removeForgotten(folder);
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

interface Entry {
  readonly text: string;
  readonly module: Module;
}

function isEntry(entry: unknown): entry is Entry {
  return isObject(entry) && typeof entry["text"] === "string" && isModule(entry["module"]);
}

function isModule(value: unknown): value is Module {
  return isObject(value) && value["kind"] === "module" && Array.isArray(value["items"]);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

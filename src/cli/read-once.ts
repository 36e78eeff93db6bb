import type { Files, ModuleCache } from "../program/index.ts";
import type { Module } from "../syntax/index.ts";

/** Reads each file once, however many programs of one command import it. */
export function readOnce(files: Files): Files {
  return { read: remember(files.read), kind: remember(files.kind) };
}

/** Parses each sound module once. */
export function parseOnce(): ModuleCache {
  const modules = new Map<string, Module>();
  return {
    get: (source) => modules.get(source.id),
    put: (source, module) => modules.set(source.id, module),
  };
}

function remember<T>(compute: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>();
  return (path) => {
    const value = known.get(path) ?? compute(path);
    known.set(path, value);
    return value;
  };
}

import type { Files } from "./files.ts";

/** Files that exist in memory only, by absolute path: for tests, and for texts that an editor has not saved. */
export function memoryFiles(texts: Readonly<Record<string, string | Uint8Array>>): Files {
  const paths = Object.keys(texts);
  const kind: Files["kind"] = (path) => {
    if (Object.hasOwn(texts, path)) return "file";
    return paths.some((other) => other.startsWith(`${path}/`)) ? "directory" : "missing";
  };
  return {
    kind,
    read(path) {
      const text = texts[path];
      if (text !== undefined)
        return { ok: true, bytes: typeof text === "string" ? new TextEncoder().encode(text) : text };
      return { ok: false, problem: kind(path) === "directory" ? "directory" : "missing", reason: "" };
    },
  };
}

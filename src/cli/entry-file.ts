import { statSync } from "node:fs";
import { resolve } from "node:path";
import { attempt } from "./path-problem.ts";

export type EntryFile =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly error: string };

/** The one file that `jaiph run` runs, as an absolute path. */
export function entryFile(path: string | undefined): EntryFile {
  if (path === undefined) return { ok: false, error: "jaiph run requires a .jh file path" };
  const stat = attempt(path, () => statSync(path));
  if ("problem" in stat) return { ok: false, error: stat.problem.message };
  if (!stat.isFile() || !path.endsWith(".jh"))
    return { ok: false, error: `jaiph run expects a single .jh file, and ${path} is none` };
  return { ok: true, path: resolve(path) };
}

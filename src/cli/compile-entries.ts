import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Diagnostic, fileId, report } from "../source/index.ts";

/** A path of the command line is a file to compile, or a diagnostic. */
export type CompileEntry = { readonly file: string } | { readonly problem: Diagnostic };

/** The files that the paths stand for, in order; a directory stands for every workflow file below it. */
export function compileEntries(paths: readonly string[]): CompileEntry[] {
  return paths.flatMap((path): CompileEntry[] => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return [problem("path-missing", path)];
    if (stat.isDirectory()) return workflowFiles(resolve(path)).map((file) => ({ file }));
    if (!stat.isFile()) return [problem("path-special", path)];
    return path.endsWith(".jh") ? [{ file: resolve(path) }] : [problem("path-not-jh", path)];
  });
}

/** Sorted by path; tests need their own command and links to directories are not followed. */
function workflowFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".jh") && !name.endsWith(".test.jh"))
    .map((name) => join(dir, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .sort();
}

function problem(id: "path-missing" | "path-special" | "path-not-jh", path: string): CompileEntry {
  return { problem: report(id, fileId(""), { start: 0, end: 0 }, { path }) };
}

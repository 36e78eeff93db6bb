import { type Dirent, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Diagnostic } from "../source/index.ts";
import { attempt, pathProblem } from "./path-problem.ts";

/** A path of the command line is a file to compile, or a diagnostic. */
export type CompileEntry = { readonly file: string } | { readonly problem: Diagnostic };

/** The files that the paths stand for, in order; a directory stands for every workflow file below it. */
export function compileEntries(paths: readonly string[]): CompileEntry[] {
  return paths.flatMap((path): CompileEntry[] => {
    const stat = attempt(path, () => statSync(path));
    if ("problem" in stat) return [stat];
    if (stat.isDirectory()) return workflowFiles(resolve(path));
    if (!stat.isFile()) return [pathProblem("path-special", { path })];
    return path.endsWith(".jh") ? [{ file: resolve(path) }] : [pathProblem("path-not-jh", { path })];
  });
}

/** Sorted by path. Tests need their own command, and links to directories are not followed: they may form rings. */
function workflowFiles(root: string): CompileEntry[] {
  const files: string[] = [];
  const problems: CompileEntry[] = [];
  const dirs = [root];
  for (let dir = dirs.pop(); dir !== undefined; dir = dirs.pop()) {
    const entries = attempt(dir, () => readdirSync(dir, { withFileTypes: true }));
    if ("problem" in entries) problems.push(entries);
    else
      for (const entry of entries) {
        const path = join(dir, entry.name);
        if (entry.isDirectory()) dirs.push(path);
        else if (isWorkflowFile(entry, path)) files.push(path);
      }
  }
  return [...problems, ...files.sort().map((file) => ({ file }))];
}

function isWorkflowFile(entry: Dirent, path: string): boolean {
  if (!entry.name.endsWith(".jh") || entry.name.endsWith(".test.jh")) return false;
  if (!entry.isSymbolicLink()) return entry.isFile();
  const stat = attempt(path, () => statSync(path));
  return !("problem" in stat) && stat.isFile();
}

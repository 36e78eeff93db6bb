import { type Diagnostic, type DiagnosticParams, fileId, report } from "../source/index.ts";

/** What the system says about `path`, or why it does not. */
export function attempt<T>(path: string, ask: () => T): T | { readonly problem: Diagnostic } {
  try {
    return ask();
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    if (["ENOENT", "ENOTDIR", "ELOOP"].includes(code)) return pathProblem("path-missing", { path });
    // `EACCES: permission denied, scandir '/a'`: the path is told by the diagnostic.
    return pathProblem("file-unreadable", { path, reason: /^\w+: (.*?), \w+/.exec(message)?.[1] ?? message });
  }
}

/** A diagnostic about a path of the command line: it has no place in a file. */
export function pathProblem<Id extends "path-missing" | "path-special" | "path-not-jh" | "file-unreadable">(
  id: Id,
  params: DiagnosticParams<Id>,
): { readonly problem: Diagnostic } {
  return { problem: report(id, fileId(""), { start: 0, end: 0 }, params) };
}

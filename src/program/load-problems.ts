import { type Diagnostic, type FileId, report } from "../source/index.ts";
import type { ImportItem, ScriptImportItem } from "../syntax/index.ts";
import { fileSizeLimit, type UnreadableFile } from "./files.ts";

const limit = `${fileSizeLimit / 1_000_000} MB`;

/** Why the entry file could not be read. */
export function entryProblem(file: FileId, { problem, reason }: UnreadableFile): Diagnostic {
  const start = { start: 0, end: 0 };
  switch (problem) {
    case "missing":
      return report("path-missing", file, start, { path: file });
    case "directory":
      return report("file-is-directory", file, start, { path: file });
    case "unreadable":
      return report("file-unreadable", file, start, { path: file, reason });
    case "too-large":
      return report("file-too-large", file, start, { path: file, limit });
    default:
      return problem satisfies never;
  }
}

interface FailedImport {
  readonly item: ImportItem | ScriptImportItem;
  readonly importer: FileId;
  /** The path that was tried last. */
  readonly resolved: string;
  readonly problem: UnreadableFile;
}

/** Why an import could not be had, at its keyword. */
export function importProblem({ item, importer, resolved, problem }: FailedImport): Diagnostic {
  const keyword = { start: item.span.start, end: item.span.start + "import".length };
  const params = { path: item.path, resolved };
  switch (problem.problem) {
    case "missing":
      return report("import-not-found", importer, keyword, params);
    case "directory":
      return report("import-is-directory", importer, keyword, params);
    case "unreadable":
      return report("import-unreadable", importer, keyword, { ...params, reason: problem.reason });
    case "too-large":
      return report("import-too-large", importer, keyword, { ...params, limit });
    default:
      return problem.problem satisfies never;
  }
}

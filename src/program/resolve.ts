import { dirname, join, resolve, sep } from "node:path";

/**
 * The files that `import "path"` may mean, best first: the one beside the importing file, then the one in a library
 * of the workspace (`lib/rest` is `.jaiph/libs/lib/rest.jh`).
 */
export function importCandidates(path: string, importer: string, workspace: string): string[] {
  const file = path.endsWith(".jh") ? path : `${path}.jh`;
  const beside = resolve(dirname(importer), file);
  const slash = file.indexOf("/");
  const library = join(workspace, ".jaiph", "libs", file.slice(0, Math.max(0, slash)));
  const inLibrary = join(library, file.slice(slash + 1));
  const named = slash > 0 && !/^\.\.?\//.test(file) && inLibrary.startsWith(library + sep);
  return named ? [beside, inLibrary] : [beside];
}

/** The file that `import script "path"` means. */
export function scriptPath(path: string, importer: string): string {
  return resolve(dirname(importer), path);
}

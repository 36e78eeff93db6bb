import { define } from "./define.ts";

/** Found while files are located and read (language spec §6, runtime-and-cli §13). */
export const loadDiagnostics = {
  "import-not-found": define<{ path: string; resolved: string }>({
    code: "E_IMPORT_NOT_FOUND",
    severity: "error",
    message: (p) => `import "${p.path}" resolves to missing file "${p.resolved}"`,
    when: "An `import` or `import script` names a file that does not exist.",
    example: { path: "lib/tools", resolved: "/work/lib/tools.jh" },
  }),
};

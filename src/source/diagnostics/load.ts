import { define } from "./define.ts";

/** Found while files are located and read. */
export const loadDiagnostics = {
  "file-is-directory": define<{ path: string }>({
    code: "E_COMPILE",
    severity: "error",
    message: (p) => `${p.path} is a directory, not a file`,
    when: "The path of a program names a directory where a file is needed.",
    example: { path: "/work/main.jh" },
  }),
  "file-unreadable": define<{ path: string; reason: string }>({
    code: "E_COMPILE",
    severity: "error",
    message: (p) => `cannot read ${p.path}: ${p.reason}`,
    when: "The operating system refuses to open or read a file or a directory that is to be compiled or run.",
    example: { path: "/work/main.jh", reason: "permission denied" },
  }),
  "file-too-large": define<{ path: string; limit: string }>({
    code: "E_COMPILE",
    severity: "error",
    message: (p) => `${p.path} is larger than ${p.limit}, which no program needs`,
    when: "A program file exceeds the size that the toolchain reads.",
    example: { path: "/work/main.jh", limit: "50 MB" },
  }),
  "file-binary": define({
    code: "E_PARSE",
    severity: "error",
    message: () => "the file is binary: it contains a NUL character",
    when: "A program file, entry or import, contains a NUL byte. The position is that of the first one.",
    example: {},
  }),
  "file-not-utf8": define({
    code: "E_PARSE",
    severity: "error",
    message: () => "the file is not valid UTF-8",
    hint: () => "save the file as UTF-8",
    when: "A program file, entry or import, holds bytes that are no UTF-8. The position is that of the first one.",
    example: {},
  }),
  "import-not-found": define<{ path: string; resolved: string }>({
    code: "E_IMPORT_NOT_FOUND",
    severity: "error",
    message: (p) => `import "${p.path}" resolves to missing file "${p.resolved}"`,
    when: "An `import` or `import script` names a file that does not exist.",
    example: { path: "lib/tools", resolved: "/work/lib/tools.jh" },
  }),
  "import-is-directory": define<{ path: string; resolved: string }>({
    code: "E_IMPORT_NOT_FOUND",
    severity: "error",
    message: (p) => `import "${p.path}" resolves to "${p.resolved}", which is a directory`,
    when: "An `import` or `import script` names a directory.",
    example: { path: "lib/tools", resolved: "/work/lib/tools.jh" },
  }),
  "import-unreadable": define<{ path: string; resolved: string; reason: string }>({
    code: "E_IMPORT_NOT_FOUND",
    severity: "error",
    message: (p) => `import "${p.path}" resolves to "${p.resolved}", which cannot be read: ${p.reason}`,
    when: "The operating system refuses to open or read an imported file.",
    example: { path: "lib/tools", resolved: "/work/lib/tools.jh", reason: "permission denied" },
  }),
  "import-too-large": define<{ path: string; resolved: string; limit: string }>({
    code: "E_IMPORT_NOT_FOUND",
    severity: "error",
    message: (p) => `import "${p.path}" resolves to "${p.resolved}", which is larger than ${p.limit}`,
    when: "An imported program file exceeds the size that the toolchain reads.",
    example: { path: "lib/tools", resolved: "/work/lib/tools.jh", limit: "50 MB" },
  }),
};

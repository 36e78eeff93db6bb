import { define } from "./define.ts";

/** Found before any file is read, in the paths of a command line; they have no position. */
export const pathDiagnostics = {
  "path-missing": define<{ path: string }>({
    code: "E_COMPILE",
    severity: "error",
    message: (p) => `no such file or directory: ${p.path}`,
    when: "A path that is to be compiled or run does not exist.",
    example: { path: "flows/revue.jh" },
  }),
  "path-not-jh": define<{ path: string }>({
    code: "E_COMPILE",
    severity: "error",
    message: (p) => `compile expects .jh files: ${p.path}`,
    when: "A file that is to be compiled has another extension.",
    example: { path: "deploy.sh" },
  }),
  "path-special": define<{ path: string }>({
    code: "E_COMPILE",
    severity: "error",
    message: (p) => `not a file or directory: ${p.path}`,
    when: "A path that is to be compiled is a socket, a device or a pipe.",
    example: { path: "/dev/null" },
  }),
};

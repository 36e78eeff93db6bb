import { define } from "./define.ts";

/** Names, kinds, arity and forbidden combinations. */
export const validateDiagnostics = {
  "unknown-import-alias": define<{ alias: string }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `unknown import alias "${p.alias}"`,
    when: "A dotted reference names no import of its module.",
    example: { alias: "tools" },
  }),
};

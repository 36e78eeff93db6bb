import { define } from "./define.ts";

/** Text that does not form a program (language spec §15.3). */
export const parseDiagnostics = {
  "unsupported-top-level": define<{ text: string }>({
    code: "E_PARSE",
    severity: "error",
    message: (p) => `unsupported top-level statement: ${p.text}`,
    when: "A line outside every definition starts with none of the top-level keywords.",
    example: { text: "echo hi" },
  }),
};

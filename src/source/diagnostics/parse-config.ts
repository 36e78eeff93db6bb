import { define } from "./define.ts";

/** `config` blocks. */
export const configDiagnostics = {
  "config-key": define<{ key: string; allowed: readonly string[] }>({
    code: "E_PARSE",
    severity: "error",
    message: (p) => `unknown config key: ${p.key}. Allowed: ${p.allowed.join(", ")}`,
    when: "A config entry has a key that does not exist.",
    example: { key: "agent.colour", allowed: ["agent.backend", "run.debug"] },
  }),
  "config-type": define<{ key: string; expected: string }>({
    code: "E_PARSE",
    severity: "error",
    message: (p) => `${p.key} must be ${p.expected}`,
    when: "A config value is not of the type of its key.",
    example: { key: "run.debug", expected: "true or false" },
  }),
  "config-backend": define<{ value: string }>({
    code: "E_PARSE",
    severity: "error",
    message: (p) => `agent.backend must be "cursor", "claude" or "codex", not "${p.value}"`,
    when: "The agent backend is none of the known ones.",
    example: { value: "gpt" },
  }),
  "config-value": define({
    code: "E_PARSE",
    severity: "error",
    message: () => "config value must be a quoted string or true/false, an integer or an array of strings",
    when: "A config value is an unquoted word that names no constant of the file, or nothing.",
    example: {},
  }),
  "config-line": define({
    code: "E_PARSE",
    severity: "error",
    message: () => "config line must be key = value",
    when: "A line of a config block is no assignment.",
    example: {},
  }),
  "config-array-element": define({
    code: "E_PARSE",
    severity: "error",
    message: () => "array elements must be quoted strings",
    when: "An element of a config array is no string.",
    example: {},
  }),
  "config-array-unterminated": define({
    code: "E_PARSE",
    severity: "error",
    message: () => "array not closed: expected ] on a line of its own",
    when: "A config array has no closing bracket.",
    example: {},
  }),
  "config-array-one-line": define<{ key: string }>({
    code: "E_PARSE",
    severity: "error",
    message: (p) =>
      p.key === "runtime.workspace"
        ? "runtime.workspace arrays with elements require one element a line"
        : "multiline config arrays require one element a line",
    when: "A config array with elements stands on one line.",
    example: { key: "runtime.workspace" },
  }),
  "config-unterminated": define({
    code: "E_PARSE",
    severity: "error",
    message: () => "config block not closed: expected }",
    when: "A config block has no closing brace.",
    example: {},
  }),
  "config-trailing": define({
    code: "E_PARSE",
    severity: "error",
    message: () => "unexpected content after closing '}' of the config block",
    when: "Text follows the closing brace of a config block.",
    example: {},
  }),
  "config-opening": define({
    code: "E_PARSE",
    severity: "error",
    message: () => "config block must be exactly: config {",
    when: "The opening line of a config block has another form.",
    example: {},
  }),
  "duplicate-config": define({
    code: "E_PARSE",
    severity: "error",
    message: () => "duplicate config block: a file has at most one",
    when: "A file has a second config block.",
    example: {},
  }),
  "duplicate-workflow-config": define({
    code: "E_PARSE",
    severity: "error",
    message: () => "duplicate config block inside workflow",
    when: "A workflow has a second config block.",
    example: {},
  }),
  "workflow-config-late": define({
    code: "E_PARSE",
    severity: "error",
    message: () => "config block inside workflow must appear before any steps",
    when: "A config block stands behind a step of its workflow.",
    example: {},
  }),
  "workflow-config-not-first": define({
    code: "E_PARSE",
    severity: "error",
    message: () => "config must be the first workflow step",
    when: "A config block follows a step on the same line.",
    example: {},
  }),
  "workflow-config-runtime": define<{ key: string }>({
    code: "E_PARSE",
    severity: "error",
    message: (p) => `runtime.* keys are not allowed in workflow-level config: ${p.key}`,
    hint: () => "set it in the config block of the file",
    when: "The config block of a workflow sets a key of the sandbox.",
    example: { key: "runtime.docker_image" },
  }),
};

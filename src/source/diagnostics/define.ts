/** The families that users know; the id of a diagnostic is finer and unique. */
export type Code = "E_PARSE" | "E_VALIDATE" | "E_SCHEMA" | "E_IMPORT_NOT_FOUND" | "E_COMPILE" | "W_REBIND";

export type Severity = "error" | "warning";

export interface Definition<P> {
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong, in the user's words. */
  readonly message: (params: P) => string;
  /** What to do about it; nothing when the message already says so. */
  readonly hint?: (params: P) => string | undefined;
  /** One sentence for `spec/diagnostics.md`: when this is reported. */
  readonly when: string;
  /** Parameters that show the message in the generated documentation. */
  readonly example: P;
}

/** Keeps the parameter type of each entry, so that a call site cannot forget or misspell one. */
export function define<P = Record<never, never>>(definition: Definition<P>): Definition<P> {
  return definition;
}

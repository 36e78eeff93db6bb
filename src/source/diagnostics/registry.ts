import type { FileId, Span } from "../span.ts";
import type { Code, Definition, Severity } from "./define.ts";
import { loadDiagnostics } from "./load.ts";
import { parseDiagnostics } from "./parse.ts";
import { pathDiagnostics } from "./path.ts";
import { validateDiagnostics } from "./validate.ts";

/** Every diagnostic of the toolchain: one table, whose keys are the ids. */
export const diagnostics = {
  ...pathDiagnostics,
  ...loadDiagnostics,
  ...parseDiagnostics,
  ...validateDiagnostics,
} as const;

type Table = typeof diagnostics;
export type DiagnosticId = keyof Table;
export type DiagnosticParams<Id extends DiagnosticId> = Table[Id] extends Definition<infer P> ? P : never;

/** The same table, seen so that the parameters of an entry are those of its id. */
const definitions: { readonly [Id in DiagnosticId]: Definition<DiagnosticParams<Id>> } = diagnostics;

export interface Diagnostic {
  readonly id: DiagnosticId;
  readonly code: Code;
  readonly severity: Severity;
  readonly file: FileId;
  readonly span: Span;
  readonly message: string;
  readonly hint?: string;
}

/** Words one diagnostic from the table. */
export function report<Id extends DiagnosticId>(
  id: Id,
  file: FileId,
  span: Span,
  params: DiagnosticParams<Id>,
): Diagnostic {
  const definition = definitions[id];
  const hint = definition.hint?.(params);
  return {
    id,
    code: definition.code,
    severity: definition.severity,
    file,
    span,
    message: definition.message(params),
    ...(hint !== undefined && { hint }),
  };
}

export function hasErrors(list: readonly Diagnostic[]): boolean {
  return list.some((diagnostic) => diagnostic.severity === "error");
}

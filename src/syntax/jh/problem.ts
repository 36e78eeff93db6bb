import type { DiagnosticId, DiagnosticParams } from "../../source/index.ts";

/** A diagnostic that still needs its place. */
export type Problem = { [Id in DiagnosticId]: ProblemOf<Id> }[DiagnosticId];

export interface ProblemOf<Id extends DiagnosticId> {
  readonly id: Id;
  readonly params: DiagnosticParams<Id>;
}

export function problem<Id extends DiagnosticId>(id: Id, params: DiagnosticParams<Id>): Problem {
  return { id, params } as Problem;
}

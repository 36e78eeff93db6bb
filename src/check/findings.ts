import type { LoadedModule } from "../program/index.ts";
import type { DiagnosticId, DiagnosticParams, Span } from "../source/index.ts";
import type { Ref, SendStep, Variable } from "../syntax/index.ts";
import type { Callee, Read } from "./checked-program.ts";
import type { SymbolTables } from "./symbols.ts";

/** Where the checks of one module put what they find: resolutions, and what is wrong. */
export interface Findings {
  readonly module: LoadedModule;
  readonly symbols: SymbolTables;
  readonly targets: ReadonlySet<string>;
  readonly callees: Map<Ref, Callee>;
  readonly reads: Map<Variable, Read>;
  readonly routes: Map<SendStep, readonly Ref[]>;
  /** The candidate that a misspelt name most likely means. */
  near(name: string, candidates: Iterable<string>): string | undefined;
  report<Id extends DiagnosticId>(id: Id, span: Span, params: DiagnosticParams<Id>): void;
}

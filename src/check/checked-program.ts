import type { LoadedModule, Program } from "../program/index.ts";
import type {
  Ref,
  RuleItem,
  ScriptImportItem,
  ScriptItem,
  SendStep,
  Variable,
  WorkflowItem,
} from "../syntax/index.ts";

/** What a reference in a call, a route or a send stands for. */
export type Callee =
  | { readonly kind: "workflow"; readonly module: LoadedModule; readonly item: WorkflowItem }
  | { readonly kind: "rule"; readonly module: LoadedModule; readonly item: RuleItem }
  | { readonly kind: "script"; readonly module: LoadedModule; readonly item: ScriptItem }
  | { readonly kind: "script-import"; readonly module: LoadedModule; readonly item: ScriptImportItem };

/** What a `Variable` means where that is not simply the value of the binding of its name. */
export type Read =
  /** A bare word that names nothing: its own text. */
  | { readonly kind: "word"; readonly text: string }
  /** A field of a typed prompt capture: `x.f`, or the legacy `${x_f}`. */
  | { readonly kind: "field"; readonly binding: string; readonly field: string };

declare const checked: unique symbol;

/** A program without errors: every name in it is resolved, so that the kernel asks no questions. */
export interface CheckedProgram {
  readonly [checked]: true;
  readonly program: Program;
  /** Of every call and every channel route. */
  readonly callees: ReadonlyMap<Ref, Callee>;
  /** Only the variables that are not plain bindings. */
  readonly reads: ReadonlyMap<Variable, Read>;
  /** Where each message goes. */
  readonly routes: ReadonlyMap<SendStep, readonly Ref[]>;
}

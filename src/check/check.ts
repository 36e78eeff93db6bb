import type { LoadedModule, Program } from "../program/index.ts";
import { type Diagnostic, hasErrors, orderDiagnostics, report, type Span } from "../source/index.ts";
import type { ImportItem, Item, Ref, SendStep, Variable } from "../syntax/index.ts";
import { checkRoutes } from "./channels.ts";
import type { Callee, CheckedProgram, Read } from "./checked-program.ts";
import { checkDefinition } from "./definition.ts";
import type { Findings } from "./findings.ts";
import { nearest } from "./nearest.ts";
import { SymbolTables } from "./symbols.ts";

interface CheckOptions {
  /** The names that may stand behind `on`. */
  readonly targets: ReadonlySet<string>;
}

export interface Checked {
  /** Absent when any diagnostic is an error. */
  readonly program?: CheckedProgram;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a checked program holds, before it is known to be one. */
type Resolved = Pick<CheckedProgram, "program" | "callees" | "reads" | "routes">;

const onThisMachine: CheckOptions = { targets: new Set(["local"]) };

/** Who has made more mistakes than this looks at the first ones, and a search of all names for each would take long. */
const suggestions = 100;

/**
 * Resolves every name of a program. Pure: reads nothing but its input. A program that was loaded with errors can be
 * checked too, for what else is wrong with it; only one that was loaded without any may be run.
 */
export function check(program: Program, { targets }: CheckOptions = onThisMachine): Checked {
  const found: Diagnostic[] = [];
  const callees = new Map<Ref, Callee>();
  const reads = new Map<Variable, Read>();
  const routes = new Map<SendStep, readonly Ref[]>();
  const symbols = new SymbolTables(program);
  for (const module of program.modules.values()) {
    const findings: Findings = {
      module,
      symbols,
      targets,
      callees,
      reads,
      routes,
      near: (name, candidates) => (found.length < suggestions ? nearest(name, candidates) : undefined),
      report: (id, span, params) => found.push(report(id, module.file, firstLine(span, module), params)),
    };
    checkAliases(module, findings);
    for (const item of module.module.items) checkItem(item, findings);
  }
  const diagnostics = orderDiagnostics(found);
  if (hasErrors(diagnostics)) return { diagnostics };
  const resolved: Resolved = { program, callees, reads, routes };
  // The one place where a program becomes a checked one.
  return { program: resolved as CheckedProgram, diagnostics };
}

function checkAliases({ module }: LoadedModule, { report }: Findings): void {
  const imports = module.items.filter((item): item is ImportItem => item.kind === "import");
  const seen = new Set<string>();
  for (const { alias, span } of imports) {
    if (seen.has(alias.text)) report("duplicate-import-alias", span, { alias: alias.text });
    seen.add(alias.text);
  }
}

/** The other kinds of items were checked as far as they can be when they were parsed. */
function checkItem(item: Item, findings: Findings): void {
  if (item.kind === "workflow" || item.kind === "rule") checkDefinition(item, findings);
  else if (item.kind === "channel") checkRoutes(item, findings);
}

/** What is wrong with a step is shown at its head, not along its whole block. */
function firstLine({ start, end }: Span, { source }: LoadedModule): Span {
  const lineEnd = source.text.indexOf("\n", start);
  return { start, end: lineEnd === -1 ? end : Math.max(start, Math.min(end, lineEnd)) };
}

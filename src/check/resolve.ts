import type { Span } from "../source/index.ts";
import type { Ref } from "../syntax/index.ts";
import type { Callee } from "./checked-program.ts";
import type { Findings } from "./findings.ts";
import { isVisible, type Symbols } from "./symbols.ts";

/** What a reference is looked up for. */
interface Wanted {
  /** As messages say it: `workflow or script`. */
  readonly words: string;
  /** The kinds that fit, for "did you mean". */
  readonly kinds: ReadonlySet<Callee["kind"]>;
}

const scripts = ["script", "script-import"] as const;

export const wanted = {
  ensure: { words: "rule", kinds: new Set(["rule"] as const) },
  runInWorkflow: { words: "workflow or script", kinds: new Set(["workflow", ...scripts] as const) },
  runInRule: { words: "script", kinds: new Set(scripts) },
  route: { words: "workflow", kinds: new Set(["workflow"] as const) },
} satisfies Record<string, Wanted>;

/** Finds what a reference names, of whatever kind; reports where there is nothing, or nothing to be seen. */
export function resolve(ref: Ref, wanted: Wanted, place: Span, findings: Findings): Callee | undefined {
  return ref.alias
    ? resolveImported(ref, wanted, place, findings)
    : resolveLocal(ref, wanted, place, findings);
}

function resolveLocal(ref: Ref, wanted: Wanted, place: Span, findings: Findings): Callee | undefined {
  const name = ref.name.text;
  const symbols = findings.symbols.of(findings.module);
  const declared = symbols.names.get(name);
  if (declared && declared.kind !== "other") return declared;
  if (declared?.kind === "other" && declared.item.kind === "invalid-item") return undefined;
  findings.report("unknown-local", place, {
    name,
    wanted: wanted.words,
    near: findings.near(name, fitting(symbols, wanted)),
  });
  return undefined;
}

function resolveImported(ref: Ref, wanted: Wanted, place: Span, findings: Findings): Callee | undefined {
  const alias = ref.alias?.text ?? "";
  const name = ref.name.text;
  const symbols = findings.symbols.imported(findings.module, alias);
  if (symbols === "missing") return undefined;
  if (!symbols) {
    findings.report("unknown-import-alias", place, {
      alias,
      near: findings.near(alias, findings.module.imports.keys()),
    });
    return undefined;
  }
  const declared = symbols.names.get(name);
  if (declared?.kind === "other" && declared.item.kind === "invalid-item") return undefined;
  if (!declared || declared.kind === "other") {
    const near = findings.near(name, fitting(symbols, wanted));
    const full = { name: `${alias}.${name}`, near: near && `${alias}.${near}` };
    findings.report("unknown-imported", place, { ...full, wanted: wanted.words });
    return undefined;
  }
  if (isVisible(declared, symbols)) return declared;
  findings.report("not-exported", place, { name, alias });
  return undefined;
}

function* fitting({ names }: Symbols, { kinds }: Wanted): Generator<string> {
  for (const [name, declared] of names) if (declared.kind !== "other" && kinds.has(declared.kind)) yield name;
}

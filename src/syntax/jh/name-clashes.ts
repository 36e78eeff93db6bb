import { type Diagnostic, report, type SourceFile, type Span } from "../../source/index.ts";
import type { Item, Module } from "../ast.ts";

/** The kinds that share one space of names, in the order in which they claim them. */
const kinds = ["script-import", "channel", "rule", "script", "workflow", "const-item"] as const;
type Declaration = Extract<Item, { kind: (typeof kinds)[number] }>;

const words: { [K in Declaration["kind"]]: string } = {
  "script-import": "script import",
  channel: "channel",
  rule: "rule",
  script: "script",
  workflow: "workflow",
  "const-item": "const",
};

function isDeclaration(item: Item): item is Declaration {
  return Object.hasOwn(words, item.kind);
}

/** Names that a module declares twice. The later declaration is reported: later in kind, else in the file. */
export function nameClashes(module: Module, source: SourceFile): readonly Diagnostic[] {
  const owners = new Map<string, string>();
  const found: Diagnostic[] = [];
  const declarations = module.items.filter(isDeclaration);
  for (const kind of kinds) {
    for (const item of declarations) {
      if (item.kind !== kind) continue;
      const { text: name } = item.name;
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, words[kind]);
      else if (kind === "const-item")
        found.push(report("const-collision", source.id, placeOf(item, source), { name, kind: owner }));
      else found.push(report("duplicate-name", source.id, placeOf(item, source), { name, kind: owner }));
    }
  }
  return found;
}

/** Every config block of a module but its first. */
export function duplicateConfigs(module: Module, source: SourceFile): readonly Diagnostic[] {
  const [, ...more] = module.items.filter((item) => item.kind === "config");
  return more.map(({ span }) => {
    const start = source.lineStart(span.start);
    return report("duplicate-config", source.id, { start, end: span.start + "config".length }, {});
  });
}

function placeOf(item: Declaration, source: SourceFile): Span {
  if (item.kind === "channel") return item.name.span;
  if (item.kind === "script-import") return item.span;
  return { start: source.lineStart(item.span.start), end: item.name.span.end };
}

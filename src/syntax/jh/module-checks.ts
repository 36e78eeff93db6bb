import { type Diagnostic, report, type SourceFile, type Span } from "../../source/index.ts";
import type { ConfigItem, Item, Module } from "../ast.ts";

/** What is wrong with a module although each of its items is right. */
export function checkModule(module: Module, source: SourceFile): readonly Diagnostic[] {
  return [
    ...nameClashes(module, source),
    ...duplicateConfigs(module, source),
    ...unknownConfigNames(module, source),
  ];
}

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

/** Names that are declared twice. The later declaration is reported: later in kind, else in the file. */
function nameClashes({ items }: Module, source: SourceFile): readonly Diagnostic[] {
  const owners = new Map<string, string>();
  const found: Diagnostic[] = [];
  const declarations = items.filter(isDeclaration);
  for (const kind of kinds) {
    for (const item of declarations) {
      if (item.kind !== kind) continue;
      const { text: name } = item.name;
      const owner = owners.get(name);
      const id = kind === "const-item" ? "const-collision" : "duplicate-name";
      if (owner === undefined) owners.set(name, words[kind]);
      else found.push(report(id, source.id, placeOf(item, source), { name, kind: owner }));
    }
  }
  return found;
}

function placeOf(item: Declaration, source: SourceFile): Span {
  if (item.kind === "channel") return item.name.span;
  if (item.kind === "script-import") return item.span;
  return { start: source.lineStart(item.span.start), end: item.name.span.end };
}

/** Every config block but the first. */
function duplicateConfigs({ items }: Module, source: SourceFile): readonly Diagnostic[] {
  const [, ...more] = items.filter((item) => item.kind === "config");
  return more.map(({ span }) => {
    const start = source.lineStart(span.start);
    return report("duplicate-config", source.id, { start, end: span.start + "config".length }, {});
  });
}

/** A bare word as a config value must be the name of a constant of the file. */
function unknownConfigNames({ items }: Module, source: SourceFile): readonly Diagnostic[] {
  const constants = new Set(items.map(constantName));
  return items.flatMap(configOf).flatMap(({ entries }) =>
    entries.flatMap(({ span, value }) => {
      const unknown = value.kind === "variable" && value.form === "bare" && !constants.has(value.name);
      return unknown ? report("config-value", source.id, span, {}) : [];
    }),
  );
}

/** Of a constant that did not parse, too. */
function constantName(item: Item): string | undefined {
  return item.kind === "const-item" || item.kind === "invalid-item" ? item.name?.text : undefined;
}

function configOf(item: Item): readonly ConfigItem[] {
  if (item.kind === "config") return [item];
  return item.kind === "workflow" && item.config ? [item.config] : [];
}

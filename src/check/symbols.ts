import type { LoadedModule, Program } from "../program/index.ts";
import type { FileId } from "../source/index.ts";
import type { ChannelItem, ConstItem, InvalidItem, Item } from "../syntax/index.ts";
import type { Callee } from "./checked-program.ts";

/** What a name of a module's one namespace stands for. */
type Declared = Callee | { readonly kind: "other"; readonly item: ChannelItem | ConstItem | InvalidItem };

/** The names that one module declares. */
export interface Symbols {
  readonly module: LoadedModule;
  readonly names: ReadonlyMap<string, Declared>;
  /** Of its imports, and of what may have been one. */
  readonly aliases: ReadonlySet<string>;
  /** Once a module exports anything, only that can be reached from outside. */
  readonly hasExports: boolean;
}

/** The names of every module of a program. */
export class SymbolTables {
  readonly #byFile = new Map<FileId, Symbols>();

  readonly #entry: FileId;

  constructor(program: Program) {
    this.#entry = program.entry;
    for (const [file, module] of program.modules) this.#byFile.set(file, symbolsOf(module));
  }

  /** Of the module that is run; undefined when it could not be loaded. */
  get entry(): Symbols | undefined {
    return this.#byFile.get(this.#entry);
  }

  of(module: LoadedModule): Symbols {
    const symbols = this.#byFile.get(module.file);
    if (!symbols) throw new Error(`${module.file} is not part of the program`);
    return symbols;
  }

  /** The module behind an import alias; `missing` when the import is there but its file is not. */
  imported(module: LoadedModule, alias: string): Symbols | "missing" | undefined {
    const file = module.imports.get(alias);
    const symbols = file && this.#byFile.get(file);
    if (symbols) return symbols;
    return this.of(module).aliases.has(alias) ? "missing" : undefined;
  }

  /** The module behind an alias as above; without an alias the module itself. */
  within(module: LoadedModule, alias: string | undefined): Symbols | "missing" | undefined {
    return alias === undefined ? this.of(module) : this.imported(module, alias);
  }

  /** What a name can call, with or without an alias, whether or not it may be called from here. */
  callee(module: LoadedModule, name: string, alias?: string): Callee | undefined {
    const symbols = this.within(module, alias);
    const declared = typeof symbols === "object" ? symbols.names.get(name) : undefined;
    return declared && declared.kind !== "other" ? declared : undefined;
  }
}

function symbolsOf(module: LoadedModule): Symbols {
  const names = new Map<string, Declared>();
  const aliases = new Set<string>();
  let hasExports = false;
  for (const item of module.module.items) {
    const declared = declare(item, module);
    if (declared?.item.name && !names.has(declared.item.name.text))
      names.set(declared.item.name.text, declared);
    if (item.kind === "import") aliases.add(item.alias.text);
    if (item.kind === "invalid-item" && item.name) aliases.add(item.name.text);
    if ("exported" in item && item.exported) hasExports = true;
  }
  return { module, names, aliases, hasExports };
}

function declare(item: Item, module: LoadedModule): Declared | undefined {
  switch (item.kind) {
    case "workflow":
      return { kind: "workflow", module, item };
    case "rule":
      return { kind: "rule", module, item };
    case "script":
      return { kind: "script", module, item };
    case "script-import":
      return { kind: "script-import", module, item };
    case "channel":
    case "const-item":
    case "invalid-item":
      return { kind: "other", item };
    case "import":
    case "config":
      return undefined;
    default:
      return item satisfies never;
  }
}

/** What messages call it: an imported script is a script. */
export function kindOf({ kind }: Callee): "rule" | "workflow" | "script" {
  return kind === "script-import" ? "script" : kind;
}

/** Whether other modules can reach what is declared. */
export function isVisible(declared: Callee, { hasExports }: Symbols): boolean {
  return !hasExports || ("exported" in declared.item && declared.item.exported);
}

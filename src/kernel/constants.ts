import type { LoadedModule } from "../program/index.ts";
import type { FileId } from "../source/index.ts";
import type { Text } from "../syntax/index.ts";
import type { Env } from "./config.ts";

/** The module-level constants of a program, each module evaluated once. */
export class ModuleConstants {
  readonly #env: Env;
  readonly #byModule = new Map<FileId, ReadonlyMap<string, string>>();

  constructor(env: Env) {
    this.#env = env;
  }

  of(module: LoadedModule): ReadonlyMap<string, string> {
    const known = this.#byModule.get(module.file);
    if (known) return known;
    const constants = new Map<string, string>();
    for (const item of module.module.items)
      if (item.kind === "const-item")
        constants.set(item.name.text, this.#text(item.value, module, constants));
    this.#byModule.set(module.file, constants);
    return constants;
  }

  /** A text outside any body, such as a config value: it sees the constants of its module and the environment. */
  text(text: Text, module: LoadedModule): string {
    return this.#text(text, module, this.of(module));
  }

  name(name: string, module: LoadedModule): string {
    return this.of(module).get(name) ?? this.#env[name] ?? "";
  }

  #text(text: Text, module: LoadedModule, earlier: ReadonlyMap<string, string>): string {
    let value = "";
    for (const part of text.parts) {
      if (part.kind === "literal") value += part.value;
      else if (part.kind === "variable") value += earlier.get(part.name) ?? this.#env[part.name] ?? "";
      // Nothing is called outside a body: such text stays as written.
      else value += module.source.text.slice(part.span.start, part.span.end);
    }
    return value;
  }
}

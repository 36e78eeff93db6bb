import type { LoadedModule } from "../program/index.ts";
import type { FileId } from "../source/index.ts";
import type { Text } from "../syntax/index.ts";
import { type Env, variableIn } from "./config.ts";

/** The module-level constants of a program, each module evaluated once. */
export class Constants {
  readonly #env: Env;
  readonly #byModule = new Map<FileId, ModuleConstants>();

  /** `env` is what a constant sees beside the earlier constants of its module. */
  constructor(env: Env) {
    this.#env = env;
  }

  of(module: LoadedModule): ModuleConstants {
    const known = this.#byModule.get(module.file);
    if (known) return known;
    const constants = new ModuleConstants(module, this.#env);
    this.#byModule.set(module.file, constants);
    return constants;
  }
}

/** What a text outside any body can read: the constants of its module, then the environment. */
export class ModuleConstants {
  readonly #module: LoadedModule;
  readonly #env: Env;
  readonly #values = new Map<string, string>();

  constructor(module: LoadedModule, env: Env) {
    this.#module = module;
    this.#env = env;
    for (const item of module.module.items)
      if (item.kind === "const-item") this.#values.set(item.name.text, this.text(item.value));
  }

  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  read(name: string): string {
    return this.#values.get(name) ?? variableIn(this.#env, name) ?? "";
  }

  text(text: Text): string {
    let value = "";
    for (const part of text.parts) {
      if (part.kind === "literal") value += part.value;
      else if (part.kind === "variable") value += this.read(part.name);
      // Nothing is called outside a body: such text stays as written.
      else value += this.#module.source.text.slice(part.span.start, part.span.end);
    }
    return value;
  }
}

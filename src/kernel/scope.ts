import type { LoadedModule } from "../program/index.ts";
import type { Name } from "../syntax/index.ts";
import type { Handle } from "./async.ts";

/** What a name is bound to. */
export type Binding = string | TypedAnswer | Handle;

/** A prompt's answer with a schema: the text that held the object, and its fields as text. */
export interface TypedAnswer {
  readonly text: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The bindings of one workflow or rule invocation; `if`, `for` and `match` bind into it, handlers into a copy. */
export class Scope {
  readonly module: LoadedModule;
  readonly params: readonly Name[];
  readonly #bindings: Map<string, Binding>;

  private constructor(module: LoadedModule, params: readonly Name[], bindings: Map<string, Binding>) {
    this.module = module;
    this.params = params;
    this.#bindings = bindings;
  }

  /** Missing arguments are empty, so that a parameter never shows a constant of the same name. */
  static of(module: LoadedModule, params: readonly Name[], args: readonly string[]): Scope {
    return new Scope(module, params, new Map(params.map((param, at) => [param.text, args[at] ?? ""])));
  }

  get(name: string): Binding | undefined {
    return this.#bindings.get(name);
  }

  bind(name: string, value: Binding): void {
    this.#bindings.set(name, value);
  }

  copy(): Scope {
    return new Scope(this.module, this.params, new Map(this.#bindings));
  }
}

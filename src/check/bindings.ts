import type { Span } from "../source/index.ts";
import type { Body, Name, Step } from "../syntax/index.ts";
import { type Definition, innerBodies } from "./definition.ts";
import { isScript } from "./values.ts";

/**
 * Finds names that are bound twice on one way through a definition. The branches of an `if`, handlers and loops
 * that follow each other do not see each other's names.
 */
export function checkBindings(definition: Definition): void {
  const { params, body } = definition.item;
  new BindingWalk(definition).list(body, params);
}

class BindingWalk {
  readonly #definition: Definition;
  /** The names in force at the current step, with the places that bound them. */
  readonly #inForce = new Map<string, Span>();

  constructor(definition: Definition) {
    this.#definition = definition;
  }

  /** Walks one list of steps, in which `own` is bound from the start, and forgets what it bound. */
  list(body: Body, own: readonly Name[]): void {
    const outer = own.map((name) => this.#bind(name));
    for (const step of body.steps) {
      if (step.kind === "for-step") this.#checkIterator(step.variable, step.span);
      for (const inner of innerBodies(step)) this.list(inner, boundIn(inner, step));
      if (step.kind !== "const-step") continue;
      this.#checkConstant(step.name, step.span);
      outer.push(this.#bind(step.name));
    }
    for (const restore of outer.reverse()) restore();
  }

  #bind({ text, span }: Name): () => void {
    const covered = this.#inForce.get(text);
    this.#inForce.set(text, span);
    return () => (covered ? this.#inForce.set(text, covered) : this.#inForce.delete(text));
  }

  #checkIterator({ text: name }: Name, place: Span): void {
    if (this.#inForce.has(name)) this.#definition.report("for-iterator", place, { name });
    else if (isScript(name, this.#definition)) this.#definition.report("script-as-value", place, { name });
  }

  #checkConstant({ text: name }: Name, place: Span): void {
    const { report, module } = this.#definition;
    const earlier = this.#inForce.get(name);
    if (isScript(name, this.#definition)) report("script-as-value", place, { name });
    else if (earlier) report("rebinding", place, { name, line: module.source.position(earlier.start).line });
  }
}

/** The names that a step binds in one of its bodies. */
function boundIn(body: Body, step: Step): readonly Name[] {
  if (step.kind === "for-step") return [step.variable];
  const handler = "handler" in step ? step.handler : undefined;
  return handler?.body === body ? [handler.binding] : [];
}

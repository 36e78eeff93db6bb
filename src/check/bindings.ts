import type { Span } from "../source/index.ts";
import type { Body, Name, Step } from "../syntax/index.ts";
import { innerBodies, type Site } from "./definition.ts";
import { isScript } from "./values.ts";

/**
 * Finds names that are bound twice on one way through a definition. The branches of an `if`, handlers and loops
 * that follow each other do not see each other's names.
 */
export function checkBindings(site: Site): void {
  const { params, body } = site.item;
  new BindingWalk(site).list(body, params);
}

class BindingWalk {
  readonly #site: Site;
  /** The names in force at the current step, with the places that bound them. */
  readonly #inForce = new Map<string, Span>();

  constructor(site: Site) {
    this.#site = site;
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
    if (this.#inForce.has(name)) this.#site.report("for-iterator", place, { name });
    else if (isScript(name, this.#site)) this.#site.report("script-as-value", place, { name });
  }

  #checkConstant({ text: name }: Name, place: Span): void {
    const { report, module } = this.#site;
    const earlier = this.#inForce.get(name);
    if (isScript(name, this.#site)) report("script-as-value", place, { name });
    else if (earlier) report("rebinding", place, { name, line: module.source.position(earlier.start).line });
  }
}

/** The names that a step binds in one of its bodies. */
function boundIn(body: Body, step: Step): readonly Name[] {
  if (step.kind === "for-step") return [step.variable];
  const handler = "handler" in step ? step.handler : undefined;
  return handler?.body === body ? [handler.binding] : [];
}

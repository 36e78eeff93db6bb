import type { Span } from "../source/index.ts";
import type { Body, ForStep, Name, Step } from "../syntax/index.ts";
import { type Definition, innerBodies } from "./definition.ts";

/** The names in force at a point of a body, with the places that bound them. */
type InForce = ReadonlyMap<string, Span>;

/**
 * Finds names that are bound twice on one way through a definition. The branches of an `if`, handlers and loops
 * that follow each other do not see each other's names.
 */
export function checkBindings(definition: Definition): void {
  const params = new Map(definition.item.params.map(({ text, span }) => [text, span]));
  checkList(definition.item.body, params, definition);
}

function checkList(body: Body, outer: InForce, definition: Definition): void {
  const inForce = new Map(outer);
  for (const step of body.steps) {
    const inside = step.kind === "for-step" ? enterLoop(step, inForce, definition) : inForce;
    for (const inner of innerBodies(step)) checkList(inner, inside, definition);
    if (step.kind === "const-step") bind(step.name, step, inForce, definition);
  }
}

function enterLoop(
  { variable, span }: ForStep,
  outer: InForce,
  { report, symbols, module }: Definition,
): InForce {
  const { text } = variable;
  if (outer.has(text)) report("for-iterator", span, { name: text });
  if (isScript(text, symbols.of(module).names)) report("script-as-value", span, { name: text });
  return new Map([...outer, [text, variable.span]]);
}

function bind(name: Name, step: Step, inForce: Map<string, Span>, definition: Definition): void {
  const { report, symbols, module } = definition;
  const earlier = inForce.get(name.text);
  if (isScript(name.text, symbols.of(module).names))
    report("script-as-value", step.span, { name: name.text });
  else if (earlier) {
    const { line } = module.source.position(earlier.start);
    report("rebinding", step.span, { name: name.text, line });
  }
  inForce.set(name.text, name.span);
}

function isScript(name: string, names: ReadonlyMap<string, { readonly kind: string }>): boolean {
  const kind = names.get(name)?.kind;
  return kind === "script" || kind === "script-import";
}

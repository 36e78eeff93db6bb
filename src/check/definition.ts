import type { Span } from "../source/index.ts";
import type { Body, RuleItem, Schema, Step, WorkflowItem } from "../syntax/index.ts";
import { checkBindings } from "./bindings.ts";
import type { Findings } from "./findings.ts";
import { checkStep } from "./steps.ts";

/** The definition whose body is being checked, and what its names may be. */
export interface Definition extends Findings {
  readonly item: WorkflowItem | RuleItem;
  /** Parameters, constants, captures and loop variables: visible in the whole definition. */
  readonly bindings: ReadonlySet<string>;
  /** The captures that have fields. */
  readonly typed: ReadonlyMap<string, Schema>;
  /** The bindings of the handlers around the current step. */
  readonly handlers: readonly string[];
  /** Where what is wrong with the current step is reported. */
  readonly place: Span;
}

/** Checks a workflow or a rule, unless a part of it could not be parsed: then what is left says too little. */
export function checkDefinition(item: WorkflowItem | RuleItem, findings: Findings): void {
  const bindings = new Set(item.params.map(({ text }) => text));
  const typed = new Map<string, Schema>();
  let broken = false;
  for (const step of stepsOf(item.body)) {
    if (step.kind === "invalid-step") broken = true;
    else if (step.kind === "for-step") bindings.add(step.variable.text);
    else if (step.kind === "const-step") {
      bindings.add(step.name.text);
      if (step.value.kind === "prompt" && step.value.returns) typed.set(step.name.text, step.value.returns);
    }
  }
  if (broken) return;
  const definition: Definition = { ...findings, item, bindings, typed, handlers: [], place: item.span };
  checkBindings(definition);
  checkBody(item.body, definition);
}

export function checkBody(body: Body, definition: Definition): void {
  for (const step of body.steps) checkStep(step, definition);
}

/** Every step of a body, those of inner bodies included. */
function* stepsOf(body: Body): Generator<Step> {
  for (const step of body.steps) {
    yield step;
    for (const inner of innerBodies(step)) yield* stepsOf(inner);
  }
}

/** The bodies inside a step; a handler's is the last. */
export function innerBodies(step: Step): readonly Body[] {
  switch (step.kind) {
    case "if-step":
      return [...step.branches.map(({ body }) => body), ...(step.otherwise ? [step.otherwise] : [])];
    case "for-step":
      return [step.body];
    case "run-step":
    case "async-step":
    case "ensure-step":
      return step.handler ? [step.handler.body] : [];
    default:
      return [];
  }
}

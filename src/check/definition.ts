import type { DiagnosticId, Span } from "../source/index.ts";
import type { Body, RuleItem, Step, WorkflowItem } from "../syntax/index.ts";
import { checkBindings } from "./bindings.ts";
import type { Findings } from "./findings.ts";
import { checkStep } from "./steps.ts";

/** A field of a typed prompt capture. */
export interface Field {
  readonly binding: string;
  readonly field: string;
}

/** Where the checker stands: in which definition, at what place in it, and which names there are. */
export interface Site extends Findings {
  readonly item: WorkflowItem | RuleItem;
  /** Parameters, constants, captures and loop variables: visible in the whole definition. */
  readonly bindings: ReadonlySet<string>;
  /** The captures that have fields, with the names of these. */
  readonly typed: ReadonlyMap<string, ReadonlySet<string>>;
  /** `x_f`, the older spelling of a field `x.f`. */
  readonly joined: ReadonlyMap<string, Field>;
  /** The bindings of the handlers around the current step. */
  readonly handlers: readonly string[];
  /** Where what is wrong with the current step is reported. */
  readonly place: Span;
}

/** Checks a workflow or a rule. */
export function checkDefinition(item: WorkflowItem | RuleItem, findings: Findings): void {
  const { isWhole, ...names } = namesOf(item);
  const site: Site = {
    ...(isWhole ? findings : withoutNames(findings)),
    ...names,
    item,
    handlers: [],
    place: item.span,
  };
  checkBindings(site);
  checkBody(item.body, site);
}

/** What a step that could not be parsed may be the cause of, since it may have bound the name. */
const aboutNames: ReadonlySet<DiagnosticId> = new Set<DiagnosticId>([
  ...(["unknown-identifier", "unknown-argument", "send-unknown", "for-source", "unknown-target"] as const),
  ...(["not-typed-capture", "unknown-field"] as const),
]);

function withoutNames(findings: Findings): Findings {
  return {
    ...findings,
    report: (id, span, params) => {
      if (!aboutNames.has(id)) findings.report(id, span, params);
    },
  };
}

interface Names extends Pick<Site, "bindings" | "typed" | "joined"> {
  /** Every step could be parsed. */
  readonly isWhole: boolean;
}

/** What the steps of a definition bind. */
function namesOf(item: WorkflowItem | RuleItem): Names {
  const bindings = new Set(item.params.map(({ text }) => text));
  const typed = new Map<string, Set<string>>();
  const joined = new Map<string, Field>();
  let isWhole = true;
  for (const step of stepsOf(item.body)) {
    if (step.kind === "invalid-step") isWhole = false;
    if (step.kind === "for-step") bindings.add(step.variable.text);
    if (step.kind !== "const-step") continue;
    const { name, value } = step;
    bindings.add(name.text);
    if (value.kind !== "prompt" || !value.returns) continue;
    const fields = typed.get(name.text) ?? new Set();
    typed.set(name.text, fields);
    for (const { name: field } of value.returns.fields) {
      fields.add(field);
      joined.set(`${name.text}_${field}`, { binding: name.text, field });
    }
  }
  return { bindings, typed, joined, isWhole };
}

export function checkBody(body: Body, site: Site): void {
  for (const step of body.steps) checkStep(step, site);
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
    case "prompt-step":
    case "const-step":
    case "log-step":
    case "fail-step":
    case "return-step":
    case "send-step":
    case "match-step":
    case "unknown-step":
    case "invalid-step":
      return [];
    default:
      return step satisfies never;
  }
}

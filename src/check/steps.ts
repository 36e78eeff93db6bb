import type { ConstStep, Handler, ReturnStep, Step } from "../syntax/index.ts";
import { checkEnsure, checkRun } from "./calls.ts";
import { checkSend } from "./channels.ts";
import { checkIf, checkMatch, checkSource } from "./control-flow.ts";
import { checkBody, type Definition } from "./definition.ts";
import { checkConstant, checkPrompt, checkText, checkValue } from "./values.ts";

type CheckStep<K extends Step["kind"]> = (step: Extract<Step, { kind: K }>, definition: Definition) => void;

const checks = {
  "run-step": (step, definition) => {
    checkRun(step.call, definition);
    checkHandler(step.handler, definition);
  },
  "async-step": (step, definition) => {
    checkRun(step.call, definition, { async: true });
    checkHandler(step.handler, definition);
  },
  "ensure-step": (step, definition) => {
    checkEnsure(step.call, definition);
    checkHandler(step.handler, definition);
  },
  "prompt-step": ({ prompt }, definition) => checkPrompt(prompt, definition),
  "const-step": checkConst,
  "log-step": ({ message, level }, definition) => {
    if (message.kind === "run") checkRun(message, definition);
    else checkValue(message, level, definition);
  },
  "fail-step": ({ message }, definition) => checkValue(message, "fail", definition),
  "return-step": ({ value }, definition) => {
    if (value) checkReturned(value, definition);
  },
  "send-step": checkSend,
  "match-step": ({ match }, definition) => checkMatch(match, definition),
  "if-step": checkIf,
  "for-step": (step, definition) => {
    checkSource(step.source, definition);
    checkBody(step.body, definition);
  },
  "unknown-step": ({ text }, { report, place, item }) =>
    report("unknown-step", place, {
      text: shortened(text),
      body: item.kind === "rule" ? "rules" : "workflows",
    }),
  "invalid-step": () => {},
} satisfies { [K in Step["kind"]]: CheckStep<K> };

/** Checks one step and everything inside it. */
export function checkStep(step: Step, outer: Definition): void {
  // The table is typed by kind: what is found under a step's kind takes that step.
  const checkKind = checks[step.kind] as CheckStep<Step["kind"]>;
  checkKind(step, { ...outer, place: step.span });
}

function checkHandler(handler: Handler | undefined, definition: Definition): void {
  if (!handler) return;
  checkBody(handler.body, { ...definition, handlers: [...definition.handlers, handler.binding.text] });
}

/** Calls and matches are reported where they begin, everything else at the keyword. */
function checkConst({ value }: ConstStep, definition: Definition): void {
  const inside = { ...definition, place: value.span };
  switch (value.kind) {
    case "text":
      return checkText(value, "const", definition);
    case "variable":
      return checkConstant(value, definition);
    case "prompt":
      return checkPrompt(value, definition);
    case "run":
      return checkRun(value, inside);
    case "async":
      return checkRun(value.call, inside, { async: true });
    case "ensure":
      return checkEnsure(value, inside);
    case "match":
      return checkMatch(value, inside);
    default:
      return value satisfies never;
  }
}

function checkReturned(value: NonNullable<ReturnStep["value"]>, definition: Definition): void {
  if (value.kind === "run") checkRun(value, definition);
  else if (value.kind === "ensure") checkEnsure(value, definition);
  else if (value.kind === "match") checkMatch(value, definition);
  else checkValue(value, "return", definition);
}

function shortened(text: string): string {
  const [line = ""] = text.split("\n", 1);
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

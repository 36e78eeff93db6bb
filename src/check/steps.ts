import type { ConstStep, Handler, ReturnStep, Step } from "../syntax/index.ts";
import { checkEnsure, checkRun } from "./calls.ts";
import { checkSend } from "./channels.ts";
import { checkIf, checkMatch, checkSource } from "./control-flow.ts";
import { checkBody, type Site } from "./definition.ts";
import { checkConstant, checkPrompt, checkText, checkValue } from "./values.ts";

type CheckStep<K extends Step["kind"]> = (step: Extract<Step, { kind: K }>, site: Site) => void;

const checks = {
  "run-step": (step, site) => {
    checkRun(step.call, site);
    checkHandler(step.handler, site);
  },
  "async-step": (step, site) => {
    checkRun(step.call, site, { async: true });
    checkHandler(step.handler, site);
  },
  "ensure-step": (step, site) => {
    checkEnsure(step.call, site);
    checkHandler(step.handler, site);
  },
  "prompt-step": ({ prompt }, site) => checkPrompt(prompt, site),
  "const-step": checkConst,
  "log-step": ({ message, level }, site) => {
    if (message.kind === "run") checkRun(message, site);
    else checkValue(message, level, site);
  },
  "fail-step": ({ message }, site) => checkValue(message, "fail", site),
  "return-step": ({ value }, site) => {
    if (value) checkReturned(value, site);
  },
  "send-step": checkSend,
  "match-step": ({ match }, site) => checkMatch(match, site),
  "if-step": checkIf,
  "for-step": (step, site) => {
    checkSource(step.source, site);
    checkBody(step.body, site);
  },
  "unknown-step": ({ text }, { report, place, item }) =>
    report("unknown-step", place, {
      text: shortened(text),
      body: item.kind === "rule" ? "rules" : "workflows",
    }),
  "invalid-step": () => {},
} satisfies { [K in Step["kind"]]: CheckStep<K> };

/** Checks one step and everything inside it. */
export function checkStep(step: Step, outer: Site): void {
  // The table is typed by kind: what is found under a step's kind takes that step.
  const checkKind = checks[step.kind] as CheckStep<Step["kind"]>;
  checkKind(step, { ...outer, place: step.span });
}

function checkHandler(handler: Handler | undefined, site: Site): void {
  if (!handler) return;
  checkBody(handler.body, { ...site, handlers: [...site.handlers, handler.binding.text] });
}

/** Calls and matches are reported where they begin, everything else at the keyword. */
function checkConst({ value }: ConstStep, site: Site): void {
  const inside = { ...site, place: value.span };
  switch (value.kind) {
    case "text":
      return checkText(value, "const", site);
    case "variable":
      return checkConstant(value, site);
    case "prompt":
      return checkPrompt(value, site);
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

function checkReturned(value: NonNullable<ReturnStep["value"]>, site: Site): void {
  if (value.kind === "run") checkRun(value, site);
  else if (value.kind === "ensure") checkEnsure(value, site);
  else if (value.kind === "match") checkMatch(value, site);
  else checkValue(value, "return", site);
}

function shortened(text: string): string {
  const [line = ""] = text.split("\n", 1);
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

import type { Arm, Condition, Match, Pattern, RegexPattern } from "../syntax/index.ts";
import type { Context } from "./context.ts";
import { evaluate, readVariable } from "./evaluate.ts";
import { type Maybe, then } from "./maybe.ts";
import { failed, type Result } from "./result.ts";

/** The first arm whose pattern fits the subject. */
export function chooseArm(match: Match, context: Context): Maybe<Result<Arm>> {
  return then(readVariable(match.subject, context), (subject) => {
    if (!subject.ok) return subject;
    const arm = match.arms.find(({ patterns }) => patterns.some((pattern) => fits(pattern, subject.value)));
    return arm ? { ok: true, value: arm } : failed(`no arm of match matches "${subject.value}"`);
  });
}

export function matchValue(match: Match, context: Context): Maybe<Result> {
  return then(chooseArm(match, context), (arm) => (arm.ok ? armValue(arm.value, context) : arm));
}

/** The text of an arm; `fail` in it ends the body. */
export function armValue(arm: Arm, context: Context): Maybe<Result> {
  const { body } = arm;
  if (body.kind === "forbidden-arm") throw new Error("the checker let a forbidden match arm pass");
  if (body.kind !== "fail-step") return evaluate(body, context);
  return then(evaluate(body.message, context), (message) => (message.ok ? failed(message.value) : message));
}

export function holds(condition: Condition, subject: string): boolean {
  const negated = condition.operator === "!=" || condition.operator === "!~";
  return fits(condition.operand, subject) !== negated;
}

function fits(pattern: Pattern, subject: string): boolean {
  switch (pattern.kind) {
    case "exact":
      return subject === pattern.value;
    case "regex":
      return compiled(pattern).test(subject);
    case "wildcard":
      return true;
    default:
      return pattern satisfies never;
  }
}

const regexes = new WeakMap<RegexPattern, RegExp>();

function compiled(pattern: RegexPattern): RegExp {
  const known = regexes.get(pattern);
  if (known) return known;
  const regex = new RegExp(pattern.source);
  regexes.set(pattern, regex);
  return regex;
}

import type { ArmBody, IfStep, Match, Variable } from "../syntax/index.ts";
import { checkEnsure, checkRun } from "./calls.ts";
import { checkBody, type Definition } from "./definition.ts";
import { checkCaptures, checkField, checkNameOrWord, isBound, visibleNames } from "./values.ts";

export function checkMatch(match: Match, definition: Definition): void {
  checkSubject(match.subject, definition);
  const wildcards = match.arms.filter(({ patterns }) => patterns.some(({ kind }) => kind === "wildcard"));
  if (wildcards.length !== 1)
    definition.report("match-wildcard", definition.place, { count: wildcards.length });
  for (const { body } of match.arms) checkArm(body, definition);
}

function checkArm(body: ArmBody, definition: Definition): void {
  switch (body.kind) {
    case "run":
      if (body.target.kind === "ref") return checkRun(body, definition);
      return definition.report("match-arm-inline-script", definition.place, {});
    case "ensure":
      return checkEnsure(body, definition);
    case "text":
      return checkCaptures(body, definition);
    case "variable":
      return checkNameOrWord(body, definition);
    case "fail-step":
      return body.message.kind === "text" ? checkCaptures(body.message, definition) : undefined;
    case "forbidden-arm":
      return definition.report(
        body.reason === "return" ? "match-arm-return" : "match-arm-inline-script",
        definition.place,
        {},
      );
    default:
      return body satisfies never;
  }
}

export function checkIf({ branches, otherwise }: IfStep, definition: Definition): void {
  for (const { condition, body } of branches) {
    checkSubject(condition.subject, definition);
    if (condition.operand.kind === "regex") checkRegex(condition.operand.source, definition);
    checkBody(body, definition);
  }
  if (otherwise) checkBody(otherwise, definition);
}

/** A subject of that name may be missing, and is empty then; a field may not. */
function checkSubject(subject: Variable, definition: Definition): void {
  if (subject.field !== undefined) checkField(subject, definition);
}

function checkRegex(source: string, { report, place }: Definition): void {
  try {
    new RegExp(source);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*: /, "") : String(error);
    report("invalid-condition-regex", place, { source, reason });
  }
}

/** What a `for` goes through. */
export function checkSource(source: Variable, definition: Definition): void {
  if (source.field !== undefined) return checkField(source, definition);
  if (isBound(source.name, definition)) return;
  const near = definition.near(source.name, visibleNames(definition));
  definition.report("for-source", definition.place, { name: source.name, near });
}

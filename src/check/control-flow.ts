import type { ArmBody, IfStep, Match, Variable } from "../syntax/index.ts";
import { checkEnsure, checkRun } from "./calls.ts";
import { checkBody, type Site } from "./definition.ts";
import { checkCaptures, checkField, checkNameOrWord, isBound, visibleNames } from "./values.ts";

export function checkMatch(match: Match, site: Site): void {
  checkSubject(match.subject, site);
  const wildcards = match.arms.filter(({ patterns }) => patterns.some(({ kind }) => kind === "wildcard"));
  if (wildcards.length !== 1) site.report("match-wildcard", site.place, { count: wildcards.length });
  for (const { body } of match.arms) checkArm(body, site);
}

function checkArm(body: ArmBody, site: Site): void {
  switch (body.kind) {
    case "run":
      if (body.target.kind === "ref") return checkRun(body, site);
      return site.report("match-arm-inline-script", site.place, {});
    case "ensure":
      return checkEnsure(body, site);
    case "text":
      return checkCaptures(body, site);
    case "variable":
      return checkNameOrWord(body, site);
    case "fail-step":
      return body.message.kind === "text" ? checkCaptures(body.message, site) : undefined;
    case "forbidden-arm":
      return site.report(
        body.reason === "return" ? "match-arm-return" : "match-arm-inline-script",
        site.place,
        {},
      );
    default:
      return body satisfies never;
  }
}

export function checkIf({ branches, otherwise }: IfStep, site: Site): void {
  for (const { condition, body } of branches) {
    checkSubject(condition.subject, site);
    if (condition.operand.kind === "regex") checkRegex(condition.operand.source, site);
    checkBody(body, site);
  }
  if (otherwise) checkBody(otherwise, site);
}

/** A subject of that name may be missing, and is empty then; a field may not. */
function checkSubject(subject: Variable, site: Site): void {
  if (subject.field !== undefined) checkField(subject, site);
}

function checkRegex(source: string, { report, place }: Site): void {
  try {
    new RegExp(source);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*: /, "") : String(error);
    report("invalid-condition-regex", place, { source, reason });
  }
}

/** What a `for` goes through. */
export function checkSource(source: Variable, site: Site): void {
  if (source.field !== undefined) return checkField(source, site);
  if (isBound(source.name, site)) return;
  const near = site.near(source.name, visibleNames(site));
  site.report("for-source", site.place, { name: source.name, near });
}

import type { IfStep } from "../../syntax/index.ts";
import type { Context } from "../context.ts";
import { readVariable } from "../evaluate.ts";
import { executeBody } from "../execute.ts";
import { holds } from "../match.ts";
import { type Completion, done } from "../result.ts";

export async function executeIf(step: IfStep, context: Context): Promise<Completion> {
  for (const { condition, body } of step.branches) {
    const read = readVariable(condition.subject, context);
    const subject = read instanceof Promise ? await read : read;
    if (!subject.ok) return subject;
    if (holds(condition, subject.value)) return executeBody(body, context);
  }
  return step.otherwise ? executeBody(step.otherwise, context) : done;
}

import type { EnsureStep, RunStep } from "../../syntax/index.ts";
import type { Context } from "../context.ts";
import { attemptWithHandler } from "../handler.ts";
import { prepare } from "../invocation.ts";
import { type Completion, done } from "../result.ts";

export function executeRun(step: RunStep, context: Context): Promise<Completion> {
  return callStep(step, context);
}

export function executeEnsure(step: EnsureStep, context: Context): Promise<Completion> {
  return callStep(step, context);
}

async function callStep(step: RunStep | EnsureStep, context: Context): Promise<Completion> {
  const prepared = prepare(step.call, context);
  const invocation = prepared instanceof Promise ? await prepared : prepared;
  const end = await attemptWithHandler({ node: step.call, handler: step.handler, invocation }, context);
  if (!end.ok) return end;
  return end.returned === undefined ? done : { ok: true, returned: end.returned };
}

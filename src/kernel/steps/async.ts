import type { AsyncStep } from "../../syntax/index.ts";
import { startBranch } from "../async.ts";
import type { Context } from "../context.ts";
import { type Maybe, then } from "../maybe.ts";
import { type Completion, done } from "../result.ts";

export function executeAsync(step: AsyncStep, context: Context): Maybe<Completion> {
  return then(startBranch(step.call, step.handler, context), (started) => (started.ok ? done : started));
}

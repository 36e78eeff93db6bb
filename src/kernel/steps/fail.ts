import type { FailStep } from "../../syntax/index.ts";
import type { Context } from "../context.ts";
import { evaluate } from "../evaluate.ts";
import { type Maybe, then } from "../maybe.ts";
import { type Completion, failed } from "../result.ts";

export function executeFail(step: FailStep, context: Context): Maybe<Completion> {
  return then(evaluate(step.message, context), (message) => (message.ok ? failed(message.value) : message));
}

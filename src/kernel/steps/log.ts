import type { LogStep } from "../../syntax/index.ts";
import type { Context } from "../context.ts";
import { evaluate } from "../evaluate.ts";
import { type Maybe, then } from "../maybe.ts";
import { type Completion, done } from "../result.ts";
import { say } from "../say.ts";

export function executeLog(step: LogStep, context: Context): Maybe<Completion> {
  return then(evaluate(step.message, context), (message) => {
    if (!message.ok) return message;
    say(step.level, message.value, context);
    return done;
  });
}

import type { SendStep } from "../../syntax/index.ts";
import type { Context } from "../context.ts";
import { evaluate } from "../evaluate.ts";
import { enqueue } from "../inbox.ts";
import { type Maybe, then } from "../maybe.ts";
import { type Completion, done, failed } from "../result.ts";

export function executeSend(step: SendStep, context: Context): Maybe<Completion> {
  if (context.frame.kind !== "workflow") return failed("send is only valid inside workflow execution");
  return then(evaluate(step.payload, context), (payload) => {
    if (!payload.ok) return payload;
    enqueue(step, payload.value, context);
    return done;
  });
}

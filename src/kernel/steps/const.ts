import type { ConstStep } from "../../syntax/index.ts";
import { startBranch } from "../async.ts";
import type { Context } from "../context.ts";
import { evaluate } from "../evaluate.ts";
import { type Maybe, then } from "../maybe.ts";
import { prompt } from "../prompt.ts";
import { type Completion, done, type Result } from "../result.ts";
import type { Binding } from "../scope.ts";

export function executeConst(step: ConstStep, context: Context): Maybe<Completion> {
  return then(rightSide(step, context), (value) => {
    if (!value.ok) return value;
    context.scope.bind(step.name.text, value.value);
    return done;
  });
}

function rightSide({ value }: ConstStep, context: Context): Maybe<Result<Binding>> {
  switch (value.kind) {
    case "async":
      return startBranch(value.call, undefined, context);
    case "prompt":
      return prompt(value, context);
    default:
      return evaluate(value, context);
  }
}

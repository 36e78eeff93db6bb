import type { Argument } from "../syntax/index.ts";
import type { Context } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import { type Maybe, then } from "./maybe.ts";
import { type Result, succeed } from "./result.ts";

/** The arguments of a call, evaluated from left to right; the first failure ends it. */
export function evaluateArguments(
  args: readonly Argument[],
  context: Context,
): Maybe<Result<readonly string[]>> {
  const values: string[] = [];
  const from = (at: number): Maybe<Result<readonly string[]>> => {
    for (let index = at; index < args.length; index++) {
      const arg = args[index];
      if (arg === undefined) break;
      const result = evaluate(arg, context);
      if (result instanceof Promise)
        return result.then((late) => {
          if (!late.ok) return late;
          values.push(late.value);
          return from(index + 1);
        });
      if (!result.ok) return result;
      values.push(result.value);
    }
    return succeed(values);
  };
  return then(from(0), (result) => result);
}

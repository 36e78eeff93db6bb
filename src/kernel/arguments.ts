import type { Argument } from "../syntax/index.ts";
import type { Context } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import type { Maybe } from "./maybe.ts";
import { type Result, succeed } from "./result.ts";

/** The arguments of a call, evaluated from left to right; the first failure ends it. */
export function evaluateArguments(
  args: readonly Argument[],
  context: Context,
): Maybe<Result<readonly string[]>> {
  return evaluateRest(args, context, []);
}

/** The arguments behind those that already have their `values`. */
function evaluateRest(
  args: readonly Argument[],
  context: Context,
  values: string[],
): Maybe<Result<readonly string[]>> {
  for (let arg = args[values.length]; arg !== undefined; arg = args[values.length]) {
    const result = evaluate(arg, context);
    if (result instanceof Promise)
      return result.then((late) => {
        if (!late.ok) return late;
        values.push(late.value);
        return evaluateRest(args, context, values);
      });
    if (!result.ok) return result;
    values.push(result.value);
  }
  return succeed(values);
}

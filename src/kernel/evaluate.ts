import type { EnsureCall, Literal, Match, RunCall, Text, Value, Variable } from "../syntax/index.ts";
import { Handle } from "./async.ts";
import { call } from "./call.ts";
import { variableIn } from "./config.ts";
import type { Context } from "./context.ts";
import { matchValue } from "./match.ts";
import { type Maybe, then } from "./maybe.ts";
import { type Result, succeed } from "./result.ts";

/** Everything that yields a text. */
export type Expression = Value | Literal | RunCall | EnsureCall | Match;

/** The text of an expression. Calls in it are made, and an unread handle is waited for. */
export function evaluate(expression: Expression, context: Context): Maybe<Result> {
  switch (expression.kind) {
    case "literal":
      return succeed(expression.value);
    case "text":
      return interpolate(expression, context, 0, "");
    case "variable":
      return readVariable(expression, context);
    case "run":
    case "ensure":
      return then(call(expression, context), (result) => (result.ok ? result.capture() : result));
    case "match":
      return matchValue(expression, context);
    default:
      return expression satisfies never;
  }
}

/** The parts from `at` on, behind the text so far. One pass: what a part yields is never looked at again. */
function interpolate(text: Text, context: Context, at: number, soFar: string): Maybe<Result> {
  let value = soFar;
  for (let index = at; index < text.parts.length; index++) {
    const part = text.parts[index];
    if (part === undefined) break;
    if (part.kind === "literal") {
      value += part.value;
      continue;
    }
    const result = evaluate(part, context);
    if (result instanceof Promise) {
      const before = value;
      return result.then((late) =>
        late.ok ? interpolate(text, context, index + 1, before + late.value) : late,
      );
    }
    if (!result.ok) return result;
    value += result.value;
  }
  return succeed(value);
}

/** What a name stands for: its binding, else the module's constant, else the environment, else nothing. */
export function readVariable(variable: Variable, context: Context): Maybe<Result> {
  const read = context.run.request.program.reads.get(variable);
  if (read?.kind === "word") return succeed(read.text);
  if (read?.kind === "field") {
    const answer = context.scope.get(read.binding);
    return succeed((typeof answer === "object" && "fields" in answer && answer.fields[read.field]) || "");
  }
  return readName(variable.name, context);
}

function readName(name: string, context: Context): Maybe<Result> {
  const binding = context.scope.get(name);
  if (typeof binding === "string") return succeed(binding);
  if (binding === undefined) {
    const constant = context.run.constants.of(context.scope.module).get(name);
    return succeed(constant ?? variableIn(context.config.env, name) ?? "");
  }
  return binding instanceof Handle ? binding.read() : succeed(binding.text);
}

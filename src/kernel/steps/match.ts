import type { MatchStep } from "../../syntax/index.ts";
import { type CallResult, call } from "../call.ts";
import type { Context } from "../context.ts";
import { armValue, chooseArm } from "../match.ts";
import { type Maybe, then } from "../maybe.ts";
import { type Completion, done, type Result } from "../result.ts";

/** As a statement `match` has no value: the output of a call in an arm is not even read. */
export function executeMatch(step: MatchStep, context: Context): Maybe<Completion> {
  return then(chooseArm(step.match, context), (chosen) => {
    if (!chosen.ok) return chosen;
    const { body } = chosen.value;
    const isCall = body.kind === "run" || body.kind === "ensure";
    const end: Maybe<CallResult | Result> = isCall ? call(body, context) : armValue(chosen.value, context);
    return then(end, (result) => (result.ok ? done : result));
  });
}

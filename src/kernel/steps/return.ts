import type { ReturnStep } from "../../syntax/index.ts";
import type { Context } from "../context.ts";
import { evaluate } from "../evaluate.ts";
import { type Maybe, then } from "../maybe.ts";
import type { Completion } from "../result.ts";

export function executeReturn(step: ReturnStep, context: Context): Maybe<Completion> {
  if (!step.value) return { ok: true, returned: "" };
  return then(evaluate(step.value, context), (value) =>
    value.ok ? { ok: true, returned: value.value } : value,
  );
}

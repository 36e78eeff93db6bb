import type { EnsureCall, RunCall } from "../syntax/index.ts";
import { callBody } from "./call-body.ts";
import { callScript } from "./call-script.ts";
import type { Context } from "./context.ts";
import { interruption } from "./interrupt.ts";
import { type Invocation, prepare } from "./invocation.ts";
import type { Failed, Output, Result } from "./result.ts";

export type CallResult = Called | Failed;

/** A call that succeeded. Its value is read only when somebody wants it. */
export interface Called {
  readonly ok: true;
  /** The return value, else the trimmed output; fails when that is more than a capture may hold. */
  readonly capture: () => Result;
  readonly output: Output;
}

/** Evaluates the arguments, then makes the call. */
export async function call(node: RunCall | EnsureCall, context: Context): Promise<CallResult> {
  const prepared = prepare(node, context);
  const invocation = prepared instanceof Promise ? await prepared : prepared;
  return invocation.ok ? invoke(invocation.value, context) : invocation;
}

/** Makes a call, and makes it again as often as its `retry` allows. Each attempt is a step of its own. */
export async function invoke(invocation: Invocation, context: Context): Promise<CallResult> {
  for (let left = invocation.retries; ; left--) {
    if (context.signal.aborted) return interruption(context.signal);
    const result = await attempt(invocation, context);
    if (result.ok || left === 0 || context.signal.aborted) return result;
  }
}

function attempt(invocation: Invocation, context: Context): Promise<CallResult> {
  const { callee } = invocation;
  if (callee.kind === "workflow" || callee.kind === "rule") return callBody(callee, invocation, context);
  return callScript(callee, invocation, context);
}

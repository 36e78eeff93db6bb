import type { EnsureCall, Handler, RunCall } from "../syntax/index.ts";
import { type Called, type CallResult, call, invoke } from "./call.ts";
import type { Context } from "./context.ts";
import { executeBody } from "./execute.ts";
import type { Invocation } from "./invocation.ts";
import type { Completion, Failed, Failure, Result } from "./result.ts";

/** How a call with a handler ended: `call` when the call itself succeeded, `returned` when the handler returned. */
export type Attempted = { readonly ok: true; readonly call?: Called; readonly returned?: string } | Failed;

export interface Handled {
  readonly node: RunCall | EnsureCall;
  readonly handler: Handler | undefined;
  /** The first attempt; later ones evaluate their arguments anew. */
  readonly invocation: Result<Invocation>;
}

/** Makes a call; its handler takes over when it fails, unless the run or an enclosing call is being stopped. */
export async function attemptWithHandler(handled: Handled, context: Context): Promise<Attempted> {
  const { handler, invocation } = handled;
  const first: CallResult = invocation.ok ? await invoke(invocation.value, context) : invocation;
  if (!handler || first.ok || context.signal.aborted) return attempted(first);
  if (handler.trigger === "catch") return runHandler(handler, first.failure, context);
  return recover(handled.node, handler, first, context);
}

async function recover(
  node: RunCall | EnsureCall,
  handler: Handler,
  first: Failed,
  context: Context,
): Promise<Attempted> {
  let result: CallResult = first;
  for (let body = 0; body < context.config.recoverLimit; body++) {
    if (result.ok || context.signal.aborted) break;
    const repaired = await runHandler(handler, result.failure, context);
    if (!repaired.ok || repaired.returned !== undefined) return repaired;
    result = await call(node, context);
  }
  return attempted(result);
}

function attempted(result: CallResult): Attempted {
  return result.ok ? { ok: true, call: result } : result;
}

/** Runs the handler's body in a copy of the scope, with what the failed call collected bound to its name. */
function runHandler(handler: Handler, failure: Failure, context: Context): Promise<Completion> {
  const scope = context.scope.copy();
  scope.bind(handler.binding.text, failure.output.read("out") + failure.output.read("err"));
  return executeBody(handler.body, { ...context, scope });
}

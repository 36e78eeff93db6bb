import type { Callee } from "../check/index.ts";
import type { Params } from "../events/index.ts";
import { Branches } from "./async.ts";
import type { CallResult } from "./call.ts";
import { configInside } from "./config.ts";
import type { Context } from "./context.ts";
import { executeBody } from "./execute.ts";
import { closeFrame, type FrameEnd, frameFailure, merge, openFrame } from "./frame.ts";
import { reasonOf, TimeLimit, withTimeLimit } from "./interrupt.ts";
import type { Invocation } from "./invocation.ts";
import { type Completion, succeed } from "./result.ts";
import { Scope } from "./scope.ts";

type BodyCallee = Extract<Callee, { kind: "workflow" | "rule" }>;

/** Frames that share a native stack: behind an await the next ones have a fresh one, however deep a recursion goes. */
const framesPerStack = 64;

/** Runs a workflow or a rule in a frame and a scope of its own. */
export async function callBody(
  callee: BodyCallee,
  invocation: Invocation,
  caller: Context,
): Promise<CallResult> {
  const { item, module } = callee;
  const opened = openFrame(caller.run, caller.frame, {
    kind: callee.kind,
    func: item.name.text,
    name: item.name.text,
    module,
    params: bodyParams(callee, invocation.args),
    chain: caller.chain,
    ...(invocation.message && { message: invocation.message }),
  });
  if (!opened.ok) return opened;
  const frame = opened.value;
  if (frame.depth % framesPerStack === 0) await undefined;
  const inside: Context = {
    ...caller,
    frame,
    scope: Scope.of(module, item.params, invocation.args),
    config: configInside(callee, caller),
    placement: invocation.placement,
    branches: new Branches(),
  };
  if (invocation.timeout === undefined) return closeBody(inside, await executeBody(item.body, inside));
  const limit = new TimeLimit(invocation.timeout, frame.depth);
  return withTimeLimit(caller.signal, limit, async (signal) => {
    const limited = { ...inside, signal };
    return closeBody(limited, await executeBody(item.body, limited));
  });
}

/** The names of the parameters when their number fits, else `arg1`, `arg2`, … */
export function bodyParams(callee: BodyCallee, args: readonly string[]): Params {
  const { params } = callee.item;
  return params.length === args.length
    ? args.map((value, at) => [params[at]?.text ?? "", value])
    : numberedParams(args);
}

export function numberedParams(args: readonly string[]): Params {
  return args.map((value, at) => [`arg${at + 1}`, value]);
}

/** Writes what ended the body to its files, closes its frame and hands out what it gave. */
export function closeBody(context: Context, completion: Completion): CallResult {
  const { frame, run } = context;
  if (completion.ok) {
    const closed = closeFrame(run, frame, { status: 0 });
    const { returned } = completion;
    if (returned === undefined) return { ok: true, ...closed };
    return { ok: true, output: closed.output, capture: () => succeed(returned) };
  }
  const { failure } = completion;
  merge(failure.output, "out", frame);
  merge(failure.output, "err", frame);
  const limit = ownLimit(context);
  if (limit) frame.records.err(`timed out after ${limit.seconds} s\n`);
  const end: FrameEnd = limit
    ? { status: 124, cause: failure, timedOut: true }
    : { status: failure.status, cause: failure };
  return frameFailure(frame, closeFrame(run, frame, end), end);
}

/** The time limit of this very call, when it has run out. */
function ownLimit({ frame, signal }: Context): TimeLimit | undefined {
  const reason = signal.aborted ? reasonOf(signal) : undefined;
  return reason?.kind === "time-limit" && reason.depth === frame.depth ? reason : undefined;
}

import { dirname, join, resolve } from "node:path";
import type { Callee } from "../check/index.ts";
import type { ScriptNode } from "../extract/index.ts";
import type { LoadedModule } from "../program/index.ts";
import type { InlineScript } from "../syntax/index.ts";
import type { Ending, ScriptJob } from "../targets/index.ts";
import type { CallResult } from "./call.ts";
import { numberedParams } from "./call-body.ts";
import type { Context } from "./context.ts";
import { closeFrame, type Frame, type FrameEnd, frameFailure, openFrame } from "./frame.ts";
import { interruption } from "./interrupt.ts";
import type { Invocation } from "./invocation.ts";

type ScriptCallee = Extract<Callee, { kind: "script" | "script-import" }> | InlineScript;

/** Runs a script on the target of the call; its output goes straight to the files of its step. */
export async function callScript(
  callee: ScriptCallee,
  invocation: Invocation,
  caller: Context,
): Promise<CallResult> {
  const { run, scope } = caller;
  const inline = callee.kind === "inline-script";
  const module = inline ? scope.module : callee.module;
  const file = run.request.scripts.fileOf.get(inline ? callee : (callee.item satisfies ScriptNode));
  if (!file) throw new Error(`no file was extracted for script ${invocation.written ?? "inline"}`);
  const name = invocation.written ?? file.stepName;
  const opened = openFrame(run, caller.frame, {
    kind: "script",
    func: name,
    name,
    module,
    params: numberedParams(invocation.args),
    chain: caller.chain,
  });
  if (!opened.ok) return opened;
  const frame = opened.value;
  const end = await runOnTarget(
    jobOf(file.fileName, module, invocation, caller, frame),
    invocation,
    caller,
    frame,
  );
  const closed = closeFrame(run, frame, end);
  return end.status === 0 ? { ok: true, ...closed } : frameFailure(frame, closed, end);
}

async function runOnTarget(
  job: ScriptJob,
  invocation: Invocation,
  caller: Context,
  frame: Frame,
): Promise<FrameEnd> {
  const place = invocation.placement.on ?? "local";
  const target = caller.run.ports.target(place);
  if (!target) {
    frame.records.err(`there is no target "${place}" to run ${frame.name} on\n`);
    return { status: 1 };
  }
  const { ending } = await target.run(job, caller.signal);
  return statusOf(ending, caller.signal, (line) => frame.records.err(`${line}\n`));
}

function jobOf(
  fileName: string,
  module: LoadedModule,
  { args, placement, timeout }: Invocation,
  { run, config }: Context,
  { records }: Frame,
): ScriptJob {
  const root = config.env["JAIPH_WORKSPACE"] ?? dirname(module.file);
  const workingDir = placement.with?.["working_dir"];
  return {
    file: join(run.request.scriptsDir, fileName),
    args,
    env: config.env,
    cwd: workingDir === undefined ? root : resolve(root, workingDir),
    stdout: records.outFd,
    stderr: records.errFd,
    ...(timeout !== undefined && { timeoutMs: timeout * 1000 }),
    ...(placement.with && { resources: placement.with }),
  };
}

/** The status of a script; what its own stderr cannot tell is said in a line of its own. */
function statusOf(ending: Ending, signal: AbortSignal, say: (line: string) => void): FrameEnd {
  switch (ending.kind) {
    case "exit":
      return { status: ending.code };
    case "signal":
      say(`ended by signal ${ending.signal}`);
      return { status: 1 };
    case "timeout":
      say(`timed out after ${ending.afterMs / 1000} s`);
      return { status: 124, timedOut: true };
    case "cancelled":
      return { status: interruption(signal).failure.status };
    case "not-started":
      say(ending.reason);
      return { status: 1 };
    case "lost":
      say(`lost: ${ending.reason}`);
      return { status: 1 };
    default:
      return ending satisfies never;
  }
}

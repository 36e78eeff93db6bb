import { dirname, join, resolve } from "node:path";
import type { Callee } from "../check/index.ts";
import type { ScriptFile } from "../extract/index.ts";
import type { LoadedModule } from "../program/index.ts";
import type { InlineScript } from "../syntax/index.ts";
import type { Ending, ScriptJob } from "../targets/index.ts";
import type { CallResult } from "./call.ts";
import { numberedParams } from "./call-body.ts";
import type { Context } from "./context.ts";
import { closeFrame, type Frame, type FrameEnd, frameFailure, openFrame } from "./frame.ts";
import { inSlot } from "./in-slot.ts";
import { interruption } from "./interrupt.ts";
import type { Invocation } from "./invocation.ts";

type ScriptCallee = Extract<Callee, { kind: "script" | "script-import" }> | InlineScript;

interface ScriptCall {
  readonly file: ScriptFile;
  /** The file that defines the script. */
  readonly module: LoadedModule;
  readonly invocation: Invocation;
  readonly caller: Context;
}

/** Runs a script on the target of the call; its output goes straight to the files of its step. */
export async function callScript(
  callee: ScriptCallee,
  invocation: Invocation,
  caller: Context,
): Promise<CallResult> {
  const inline = callee.kind === "inline-script";
  const module = inline ? caller.scope.module : callee.module;
  const file = caller.run.request.scripts.fileOf.get(inline ? callee : callee.item);
  if (!file) throw new Error(`no file was extracted for script ${invocation.written ?? "inline"}`);
  const result = await inSlot(caller, () => runScript({ file, module, invocation, caller }));
  return result ?? interruption(caller.signal);
}

async function runScript(call: ScriptCall): Promise<CallResult> {
  const { file, module, invocation, caller } = call;
  const name = invocation.written ?? file.stepName;
  const opened = openFrame(caller.run, caller.frame, {
    kind: "script",
    func: name,
    name,
    module,
    params: numberedParams(invocation.args),
    chain: caller.chain,
  });
  if (!opened.ok) return opened;
  const frame = opened.value;
  const end = await runOnTarget(call, frame);
  const closed = closeFrame(caller.run, frame, end);
  return end.status === 0 ? { ok: true, ...closed } : frameFailure(frame, closed, end);
}

async function runOnTarget(call: ScriptCall, frame: Frame): Promise<FrameEnd> {
  const { run, signal } = call.caller;
  const place = call.invocation.placement.on ?? "local";
  const target = run.ports.target(place);
  if (!target) {
    frame.records.err(`there is no target "${place}" to run ${frame.name} on\n`);
    return { status: 1 };
  }
  const { ending } = await target.run(jobOf(call, frame), signal);
  return statusOf(ending, signal, (line) => frame.records.err(`${line}\n`));
}

function jobOf({ file, module, invocation, caller }: ScriptCall, { records }: Frame): ScriptJob {
  const { args, placement, timeout } = invocation;
  const { env } = caller.config;
  const root = env["JAIPH_WORKSPACE"] ?? dirname(module.file);
  return {
    file: join(caller.run.request.scriptsDir, file.fileName),
    args,
    env,
    cwd: resolve(root, placement.with?.["working_dir"] ?? ""),
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

import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import type { ScriptJob } from "../target.ts";
import { explainStartFailure } from "./start-failure.ts";

/** How the first process of a script ended. */
export type Exit = { readonly code: number } | { readonly signal: string };

export type Started =
  | { readonly ok: true; readonly pid: number; readonly exit: Promise<Exit> }
  | { readonly ok: false; readonly reason: string };

const busyRetries = 8;

/** Starts the script in a session of its own. A file that someone still writes is tried again for a second. */
export async function start(job: ScriptJob, env: Readonly<Record<string, string>>): Promise<Started> {
  for (let attempt = 0; ; attempt++) {
    const started = await startOnce(job, env);
    if (!(started instanceof Error)) return started;
    const busy = "code" in started && started.code === "ETXTBSY";
    if (!busy || attempt === busyRetries) return { ok: false, reason: explainStartFailure(started, job) };
    await delay(4 << attempt);
  }
}

function startOnce(job: ScriptJob, env: Readonly<Record<string, string>>): Started | Promise<Error> | Error {
  let child: ChildProcess;
  try {
    child = spawn(job.file, job.args, {
      cwd: job.cwd,
      env,
      detached: true,
      stdio: ["ignore", job.stdout, job.stderr],
    });
  } catch (error) {
    // Node throws for some system errors, and for a NUL in an argument, and emits the others.
    return error instanceof Error ? error : new Error(String(error));
  }
  const { pid } = child;
  if (pid === undefined) return new Promise((resolve) => child.once("error", resolve));
  return { ok: true, pid, exit: exitOf(child) };
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(signal === null ? { code: code ?? 0 } : { signal }));
  });
}

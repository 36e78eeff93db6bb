import type { Processes, RunningProcess } from "../../processes/index.ts";
import type { Ending, ScriptJob, ScriptResult, Target } from "../target.ts";
import { explainStartFailure } from "./start-failure.ts";

/** Some 24 days: a longer delay would make the timer fire at once. */
const longestTimer = 2 ** 31 - 1;

/**
 * This machine. When a script times out or is cancelled, its result comes only after every process it has started is
 * gone. What a script leaves behind when it ends by itself is left alone.
 */
export class LocalTarget implements Target {
  readonly name = "local";
  readonly #processes: Processes;

  constructor(processes: Processes) {
    this.#processes = processes;
  }

  async run(job: ScriptJob, signal: AbortSignal): Promise<ScriptResult> {
    if (signal.aborted) return { ending: { kind: "cancelled" }, elapsedMs: 0 };
    const startedAt = performance.now();
    const ending = await this.#runToEnd(job, signal);
    return { ending, elapsedMs: Math.round(performance.now() - startedAt) };
  }

  async close(): Promise<void> {}

  async #runToEnd(job: ScriptJob, signal: AbortSignal): Promise<Ending> {
    const { file, args, env, cwd, stdout, stderr, timeoutMs } = job;
    const command = { file, args, env, cwd, stdio: ["ignore", stdout, stderr] } as const;
    const started = await this.#processes.start(command, signal);
    if (!started.ok) return { kind: "not-started", reason: explainStartFailure(started.error, job) };
    return timeoutMs === undefined ? endingOf(started.process) : endingWithin(started.process, timeoutMs);
  }
}

async function endingOf({ ending }: RunningProcess): Promise<Ending> {
  const how = await ending;
  return how.kind === "stopped" ? { kind: "cancelled" } : how;
}

async function endingWithin(script: RunningProcess, afterMs: number): Promise<Ending> {
  let timedOut = false;
  const expire = () => {
    timedOut = script.stop();
  };
  const timer = setTimeout(expire, Math.min(afterMs, longestTimer));
  const ending = await endingOf(script);
  clearTimeout(timer);
  return timedOut ? { kind: "timeout", afterMs } : ending;
}

import type { ProcessLimit } from "../limit.ts";
import { onAbort } from "../on-abort.ts";
import type { Ending, ScriptJob, ScriptResult, Target } from "../target.ts";
import { type Group, markVariable } from "./members.ts";
import { killAll, Reaper } from "./reaper.ts";
import { type Exit, start } from "./start.ts";

export interface LocalTargetOptions {
  /** Shared by all targets that start processes on this machine. */
  readonly limit: ProcessLimit;
  /** Time between SIGTERM and SIGKILL; 1500 when absent. */
  readonly graceMs?: number;
}

interface Script {
  readonly group: Group;
  readonly stop: (ending: Ending) => void;
}

interface Supervised {
  readonly group: Group;
  readonly exit: Promise<Exit>;
  readonly timeoutMs: number | undefined;
  readonly signal: AbortSignal;
}

/** Some 24 days: a longer delay would make the timer fire at once. */
const longestTimer = 2 ** 31 - 1;

/**
 * This machine. Each script leads a session of its own; when it times out or is cancelled, its result comes only after
 * every process it has started is gone. What a script leaves behind when it ends by itself is left alone.
 */
export class LocalTarget implements Target {
  readonly name = "local";
  readonly #limit: ProcessLimit;
  readonly #reaper: Reaper;
  readonly #running = new Set<Script>();
  readonly #markPrefix = Math.random().toString(36).slice(2);
  #started = 0;

  constructor(options: LocalTargetOptions) {
    this.#limit = options.limit;
    this.#reaper = new Reaper(options.graceMs ?? 1500);
  }

  /** The time spent waiting for a slot counts neither as elapsed nor for the timeout. */
  async run(job: ScriptJob, signal: AbortSignal): Promise<ScriptResult> {
    if (!(await this.#limit.acquire(signal))) return { ending: { kind: "cancelled" }, elapsedMs: 0 };
    const startedAt = performance.now();
    try {
      const ending = await this.#runInSlot(job, signal);
      return { ending, elapsedMs: Math.round(performance.now() - startedAt) };
    } finally {
      this.#limit.release();
    }
  }

  /** Kills every running script with all it has started, at once; their endings are `cancelled`. */
  killNow(): void {
    killAll([...this.#running].map(({ group }) => group));
    for (const script of this.#running) script.stop({ kind: "cancelled" });
  }

  async close(): Promise<void> {}

  async #runInSlot(job: ScriptJob, signal: AbortSignal): Promise<Ending> {
    const mark = `${this.#markPrefix}.${++this.#started}`;
    const outer = job.env[markVariable];
    const env = { ...job.env, [markVariable]: outer ? `${outer}/${mark}` : mark };
    const started = await start(job, env);
    if (!started.ok) return { kind: "not-started", reason: started.reason };
    const { pid, exit } = started;
    return this.#supervise({ group: { leader: pid, mark }, exit, timeoutMs: job.timeoutMs, signal });
  }

  #supervise({ group, exit, timeoutMs, signal }: Supervised): Promise<Ending> {
    return new Promise((resolve) => {
      let stopping = false;
      const finish = (ending: Ending) => {
        clearTimeout(timer);
        forget();
        this.#running.delete(script);
        resolve(ending);
      };
      const stop = (ending: Ending) => {
        if (stopping) return;
        stopping = true;
        void this.#reaper.stop(group).then(() => finish(ending));
      };
      const script: Script = { group, stop };
      const cancel = () => stop({ kind: "cancelled" });
      const forget = onAbort(signal, cancel);
      const timer =
        timeoutMs === undefined
          ? undefined
          : setTimeout(
              () => stop({ kind: "timeout", afterMs: timeoutMs }),
              Math.min(timeoutMs, longestTimer),
            );
      this.#running.add(script);
      void exit.then((how) => stopping || finish(endingOf(how)));
      if (signal.aborted) cancel();
    });
  }
}

function endingOf(exit: Exit): Ending {
  return "code" in exit ? { kind: "exit", code: exit.code } : { kind: "signal", signal: exit.signal };
}

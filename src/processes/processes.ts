import { withMark } from "./family.ts";
import { onAbort } from "./on-abort.ts";
import { ProcessLimit } from "./process-limit.ts";
import { killAll, Reaper } from "./reaper.ts";
import { RunningProcess } from "./running-process.ts";
import { type Command, type Spawned, spawnPatiently } from "./spawn-patiently.ts";

export interface ProcessesOptions {
  /** How many pieces of work may hold a slot at a time. */
  readonly slots: number;
  /** Time between SIGTERM and SIGKILL; 1500 when absent. */
  readonly graceMs?: number;
}

export type Started =
  | { readonly ok: true; readonly process: RunningProcess }
  | Extract<Spawned, { readonly ok: false }>;

/** The child processes of this one: whoever starts some is handed the same object, so that it knows them all. */
export class Processes {
  readonly #limit: ProcessLimit;
  readonly #reaper: Reaper;
  readonly #running = new Set<RunningProcess>();
  readonly #markPrefix = Math.random().toString(36).slice(2);
  #started = 0;

  constructor({ slots, graceMs = 1500 }: ProcessesOptions) {
    this.#limit = new ProcessLimit(slots);
    this.#reaper = new Reaper(graceMs);
  }

  /** Does `work` once a slot is free. Undefined when `signal` aborts before: then nothing was done. */
  async inSlot<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T | undefined> {
    if (!(await this.#limit.acquire(signal))) return undefined;
    try {
      return await work();
    } finally {
      this.#limit.release();
    }
  }

  /** Starts a process that is stopped when `signal` aborts. It takes no slot: its caller holds one. */
  async start(command: Command, signal: AbortSignal): Promise<Started> {
    const mark = `${this.#markPrefix}.${++this.#started}`;
    const spawned = await spawnPatiently({ ...command, env: withMark(command.env, mark) });
    if (!spawned.ok) return spawned;
    const family = { leader: spawned.pid, mark, known: new Map() };
    const running = new RunningProcess(spawned.child, family, this.#reaper);
    const forget = onAbort(signal, () => running.stop());
    this.#running.add(running);
    void running.ending.then(() => {
      forget();
      this.#running.delete(running);
    });
    if (signal.aborted) running.stop();
    return { ok: true, process: running };
  }

  /** Sends SIGKILL to every running process and all it has started, before this returns; their endings are `stopped`. */
  killNow(): void {
    if (this.#running.size === 0) return;
    killAll([...this.#running].map(({ family }) => family));
    for (const running of this.#running) running.stop();
  }
}

import { withMark } from "./family.ts";
import { killAll, Reaper } from "./reaper.ts";
import { RunningProcess } from "./running-process.ts";
import { type Command, type Spawned, spawnPatiently } from "./spawn-patiently.ts";

export interface ProcessesOptions {
  /** Time between SIGTERM and SIGKILL; 1500 when absent. */
  readonly graceMs?: number;
}

export type Started =
  | { readonly ok: true; readonly process: RunningProcess }
  | Extract<Spawned, { readonly ok: false }>;

/** The child processes of this one: whoever starts some is handed the same object, so that it knows them all. */
export class Processes {
  readonly #reaper: Reaper;
  readonly #running = new Set<RunningProcess>();
  readonly #markPrefix = Math.random().toString(36).slice(2);
  #started = 0;

  constructor({ graceMs = 1500 }: ProcessesOptions = {}) {
    this.#reaper = new Reaper(graceMs);
  }

  /**
   * Starts a process that is stopped when `signal` aborts. Each listens to the signal: whoever makes one for more
   * than ten raises its `setMaxListeners`, or Node takes it for a leak.
   */
  async start(command: Command, signal: AbortSignal): Promise<Started> {
    const mark = `${this.#markPrefix}.${++this.#started}`;
    const spawned = await spawnPatiently({ ...command, env: withMark(command.env, mark) });
    if (!spawned.ok) return spawned;
    const family = { leader: spawned.pid, mark, known: new Map() };
    const running = new RunningProcess(spawned.child, family, this.#reaper);
    const stop = () => void running.stop();
    signal.addEventListener("abort", stop);
    this.#running.add(running);
    void running.ending.then(() => {
      signal.removeEventListener("abort", stop);
      this.#running.delete(running);
    });
    if (signal.aborted) stop();
    return { ok: true, process: running };
  }

  /** Sends SIGKILL to every running process and all it has started, before this returns; their endings are `stopped`. */
  killNow(): void {
    if (this.#running.size === 0) return;
    killAll([...this.#running].map(({ family }) => family));
    for (const running of this.#running) running.stop();
  }
}

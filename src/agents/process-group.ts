import { setTimeout as sleep } from "node:timers/promises";

const graceMs = 1500;
const pollMs = 20;

/** Groups that must not outlive this process. */
const running = new Set<ProcessGroup>();

/** A process that leads a group of its own, with everything it started in that group. */
export class ProcessGroup {
  readonly #id: number;

  constructor(leader: number) {
    this.#id = leader;
    if (running.size === 0) process.on("exit", killAll);
    running.add(this);
  }

  /** Asks all members to end, kills those that are left after the grace time. Resolves when that is done. */
  async stop(): Promise<void> {
    this.#send("SIGTERM");
    const deadline = performance.now() + graceMs;
    while (this.#alive() && performance.now() < deadline) await sleep(pollMs);
    this.kill();
  }

  kill(): void {
    this.#send("SIGKILL");
  }

  /** The leader has ended by itself; members that it left behind are not ours to stop. */
  release(): void {
    running.delete(this);
    if (running.size === 0) process.off("exit", killAll);
  }

  #alive(): boolean {
    return this.#send(0);
  }

  #send(signal: "SIGTERM" | "SIGKILL" | 0): boolean {
    try {
      return process.kill(-this.#id, signal);
    } catch {
      return false; // No member is left.
    }
  }
}

function killAll(): void {
  for (const group of running) group.kill();
}

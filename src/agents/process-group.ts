import { setTimeout as sleep } from "node:timers/promises";
import { Family } from "./family.ts";

const graceMs = 1500;
const slowestLookMs = 100;

/** Groups that must not outlive this process. */
const running = new Set<ProcessGroup>();

/** A running backend, with everything it started. */
export class ProcessGroup {
  readonly #family: Family;

  constructor(leader: number) {
    this.#family = new Family(leader);
    if (running.size === 0) process.on("exit", killAll);
    running.add(this);
  }

  /** Asks all members to end, and kills those that are left after the grace time. Resolves when that is done. */
  async stop(): Promise<void> {
    const deadline = performance.now() + graceMs;
    this.#family.send("SIGTERM");
    for (let pause = 10; this.#family.send(0) && performance.now() < deadline; pause *= 2) {
      await sleep(Math.min(pause, slowestLookMs));
    }
    this.kill();
  }

  kill(): void {
    this.#family.send("SIGKILL");
  }

  /** The leader has ended by itself: members that it left behind are not ours to stop. */
  release(): void {
    running.delete(this);
    if (running.size === 0) process.off("exit", killAll);
  }
}

function killAll(): void {
  for (const group of running) group.kill();
}

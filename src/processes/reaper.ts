import type { Family } from "./family.ts";
import { findMembers, type Member } from "./members.ts";
import { send } from "./send.ts";

interface Stopping {
  readonly killAt: number;
  readonly done: () => void;
  asked: boolean;
}

/** After SIGKILL only a process that waits in the kernel is still there: it is waited for no longer than this. */
const giveUpMs = 5000;
const firstPauseMs = 10;
const longestPauseMs = 50;

/** Ends families. One look at the process table serves all that are being stopped. */
export class Reaper {
  readonly #graceMs: number;
  readonly #stopping = new Map<Family, Stopping>();
  #timer: NodeJS.Timeout | undefined;

  constructor(graceMs: number) {
    this.#graceMs = graceMs;
  }

  /** SIGTERM once, SIGKILL after the grace. Resolves when no member is left. */
  stop(family: Family): Promise<void> {
    return new Promise((done) => {
      this.#stopping.set(family, { killAt: performance.now() + this.#graceMs, done, asked: false });
      this.#timer ??= setTimeout(() => this.#look(firstPauseMs), 0);
    });
  }

  #look(pauseMs: number): void {
    const members = findMembers(this.#stopping.keys());
    for (const [family, state] of this.#stopping) this.#attend(family, state, members.get(family) ?? []);
    this.#timer =
      this.#stopping.size === 0
        ? undefined
        : setTimeout(() => this.#look(Math.min(pauseMs * 2, longestPauseMs)), pauseMs);
  }

  #attend(family: Family, state: Stopping, members: readonly Member[]): void {
    const now = performance.now();
    if (members.length === 0 || now > state.killAt + giveUpMs) {
      this.#stopping.delete(family);
      state.done();
    } else if (!state.asked) {
      state.asked = true;
      ask(family, members);
    } else if (now >= state.killAt) {
      for (const { pid } of members) send(pid, "SIGKILL");
    }
  }
}

/**
 * Once each: many programs take a second SIGTERM as the order to drop everything. All are known before the first gets
 * it: a parent that ends takes with it what tells whose child a process is.
 */
function ask(family: Family, members: readonly Member[]): void {
  if (members.some(({ inLeadersGroup }) => inLeadersGroup)) send(-family.leader, "SIGTERM");
  for (const { pid, inLeadersGroup } of members) if (!inLeadersGroup) send(pid, "SIGTERM");
}

/** SIGKILL to all members, before this returns: for a process that is about to end itself. */
export function killAll(families: readonly Family[]): void {
  // A process that forks while it is looked for leaves a child for the next look.
  for (let look = 0; look < 3; look++) {
    const members = findMembers(families);
    if (members.size === 0) return;
    for (const { leader } of members.keys()) send(-leader, "SIGKILL");
    for (const { pid } of [...members.values()].flat()) send(pid, "SIGKILL");
  }
}

import { findMembers, type Group, type Member, send } from "./members.ts";

interface Stopping {
  readonly killAt: number;
  readonly done: () => void;
  asked: boolean;
}

/** After SIGKILL only a process that waits in the kernel is still there: it is waited for no longer than this. */
const giveUpMs = 5000;
const firstLookMs = 10;
const slowestLookMs = 50;

/** Ends scripts with everything they have started. One look at the process table serves all that are being stopped. */
export class Reaper {
  readonly #graceMs: number;
  readonly #stopping = new Map<Group, Stopping>();
  #timer: NodeJS.Timeout | undefined;

  constructor(graceMs: number) {
    this.#graceMs = graceMs;
  }

  /** SIGTERM now, SIGKILL after the grace. Resolves when no process of the group is left. */
  stop(group: Group): Promise<void> {
    send(-group.leader, "SIGTERM");
    return new Promise((done) => {
      this.#stopping.set(group, { killAt: performance.now() + this.#graceMs, done, asked: false });
      this.#timer ??= setTimeout(() => this.#look(firstLookMs), 0);
    });
  }

  #look(nextMs: number): void {
    const members = findMembers(this.#stopping.keys());
    for (const [group, state] of this.#stopping) this.#attend(group, state, members.get(group) ?? []);
    this.#timer =
      this.#stopping.size === 0
        ? undefined
        : setTimeout(() => this.#look(Math.min(nextMs * 2, slowestLookMs)), nextMs);
  }

  #attend(group: Group, state: Stopping, members: readonly Member[]): void {
    const now = performance.now();
    if (members.length === 0 || now > state.killAt + giveUpMs) {
      this.#stopping.delete(group);
      state.done();
    } else if (now >= state.killAt) {
      for (const { pid } of members) send(pid, "SIGKILL");
    } else if (!state.asked) {
      state.asked = true;
      // Once each: many programs take a second SIGTERM as the order to drop everything.
      for (const { pid, inLeadersGroup } of members) if (!inLeadersGroup) send(pid, "SIGTERM");
    }
  }
}

/** SIGKILL to everything in these groups, before this returns: for a process that is about to end itself. */
export function killAll(groups: Iterable<Group>): void {
  const all = [...groups];
  for (const { leader } of all) send(-leader, "SIGKILL");
  // A process that forks while it is looked for leaves a child for the next look.
  for (let look = 0; look < 3; look++) {
    const members = findMembers(all);
    if (members.size === 0) return;
    for (const { pid } of [...members.values()].flat()) send(pid, "SIGKILL");
  }
}

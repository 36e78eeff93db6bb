import { readdirSync, readFileSync } from "node:fs";

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Tells a process from a later one with the same number. */
  readonly startedAt: string;
}

/**
 * A process that leads its own process group, and all its descendants: agents give their tools groups of their own. A
 * process whose parent died before the first look is not found; without /proc none outside the group is.
 */
export class Family {
  readonly #leader: number;
  readonly #known = new Map<number, string>();

  constructor(leader: number) {
    this.#leader = leader;
  }

  /** False when nobody was there to get it. Signal 0 only looks. */
  send(signal: "SIGTERM" | "SIGKILL" | 0): boolean {
    const table = processes();
    const strays = this.#strays(table);
    // The dead that nobody has collected still answer to the group's number: the table knows better.
    const inGroup = table.length === 0 || table.some(({ group }) => group === this.#leader);
    const reached = inGroup && send(-this.#leader, signal);
    return strays.filter((pid) => send(pid, signal)).length > 0 || reached;
  }

  /** The living descendants outside the group. */
  #strays(table: readonly Process[]): readonly number[] {
    const started = new Map(table.map(({ pid, startedAt }) => [pid, startedAt]));
    for (const [pid, startedAt] of this.#known) if (started.get(pid) !== startedAt) this.#known.delete(pid);
    for (let before = -1; before !== this.#known.size; ) {
      before = this.#known.size;
      for (const { pid, parent, group, startedAt } of table) {
        if (parent === this.#leader || group === this.#leader || this.#known.has(parent)) {
          this.#known.set(pid, startedAt);
        }
      }
    }
    return table
      .filter(({ pid, group }) => group !== this.#leader && this.#known.has(pid))
      .map(({ pid }) => pid);
  }
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** All processes but the dead; none where the system has no /proc. */
function processes(): readonly Process[] {
  return list("/proc").flatMap((name) => {
    const stat = /^\d+$/.test(name) ? read(`/proc/${name}/stat`) : "";
    // After the command in parentheses, which may hold anything: state, parent, group, and the start as 22nd of all.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, parent, group] = fields;
    if (stat === "" || state === "Z" || state === "X") return [];
    return [{ pid: Number(name), parent: Number(parent), group: Number(group), startedAt: fields[19] ?? "" }];
  });
}

function list(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Empty for what is gone. */
function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}

import { readdirSync, readFileSync } from "node:fs";

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Tells a process from a later one with the same number. */
  readonly startedAt: string;
}

/** Every process that is not a zombie; undefined where there is no /proc. */
export function processTable(): readonly Process[] | undefined {
  const table: Process[] = [];
  try {
    for (const name of readdirSync("/proc")) {
      const process = /^\d+$/.test(name) ? readProcess(name) : undefined;
      if (process) table.push(process);
    }
  } catch {
    return undefined;
  }
  return table.some(({ pid }) => pid === process.pid) ? table : undefined;
}

/** Empty for a process that is gone or belongs to another user. */
export function environmentOf(pid: number): string {
  return read(`/proc/${pid}/environ`);
}

function readProcess(pid: string): Process | undefined {
  // pid (command) state parent group session ...; the command may hold anything, also parentheses
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")") + 2, -1).split(" ");
  const [state] = fields;
  if (!state || state === "Z" || state === "X") return undefined;
  const [, parent = 0, group = 0, session = 0] = fields.map(Number);
  return { pid: Number(pid), parent, group, session, startedAt: fields[19] ?? "" };
}

function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}

import { readdirSync, readFileSync } from "node:fs";

/** The processes of one script: all that its first process, a session leader, has started. */
export interface Group {
  readonly leader: number;
  /** One segment of the value of `markVariable` in the environment of every member. */
  readonly mark: string;
}

/**
 * Added to the environment of each script. A process that has left the session of its script (setsid) is still
 * known by it. The value is a path: a script that runs jaiph again adds a segment for each script of that run.
 */
export const markVariable = "JAIPH_STEP_MARK";

export interface Member {
  /** A process, or as a negative number a process group, as kill(2) takes it. */
  readonly pid: number;
  /** A signal to the leader's process group reaches it. */
  readonly inLeadersGroup: boolean;
}

/**
 * The living members of each group; a group without any is absent. Where the system has no /proc, only the leader's
 * process group is seen, as one member. A process that has left the session, given up its environment and lost its
 * parent is not found.
 */
export function findMembers(groups: Iterable<Group>): Map<Group, Member[]> {
  const all = [...groups];
  const table = processTable();
  return table ? membersInTable(all, table) : membersByGroup(all);
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
}

function membersInTable(groups: readonly Group[], table: readonly Process[]): Map<Group, Member[]> {
  const byLeader = new Map(groups.map((group) => [group.leader, group]));
  const byMark = new Map(groups.map((group) => [group.mark, group]));
  const found = new Map<number, Group>();
  for (const { pid, session } of table) {
    const group = byLeader.get(session) ?? groupByMark(pid, byMark);
    if (group) found.set(pid, group);
  }
  addDescendants(found, table);
  const members = new Map<Group, Member[]>();
  for (const process of table) {
    const group = found.get(process.pid);
    if (!group) continue;
    const member = { pid: process.pid, inLeadersGroup: process.group === group.leader };
    const known = members.get(group);
    if (known) known.push(member);
    else members.set(group, [member]);
  }
  return members;
}

function addDescendants(found: Map<number, Group>, table: readonly Process[]): void {
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { pid, parent } of table) {
      const group = found.get(parent);
      if (group && !found.has(pid)) found.set(pid, group);
    }
  }
}

function groupByMark(pid: number, byMark: ReadonlyMap<string, Group>): Group | undefined {
  const environment = read(`/proc/${pid}/environ`);
  const start = environment.indexOf(`${markVariable}=`);
  if (start === -1) return undefined;
  const end = environment.indexOf("\0", start);
  const value = environment.slice(start + markVariable.length + 1, end === -1 ? undefined : end);
  for (const segment of value.split("/")) {
    const group = byMark.get(segment);
    if (group) return group;
  }
  return undefined;
}

/** Every process that is not a zombie; undefined where there is no /proc. */
function processTable(): Process[] | undefined {
  const table: Process[] = [];
  try {
    for (const name of readdirSync("/proc")) {
      if (!/^\d+$/.test(name)) continue;
      // pid (command) state parent group session ...; the command may hold anything, also parentheses
      const stat = read(`/proc/${name}/stat`);
      const [state, ...numbers] = stat.slice(stat.lastIndexOf(")") + 2, -1).split(" ");
      const [parent = 0, group = 0, session = 0] = numbers.map(Number);
      if (state && state !== "Z" && state !== "X") table.push({ pid: Number(name), parent, group, session });
    }
  } catch {
    return undefined;
  }
  return table.some(({ pid }) => pid === process.pid) ? table : undefined;
}

/** Empty for what is gone or belongs to another user. */
function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}

function membersByGroup(groups: readonly Group[]): Map<Group, Member[]> {
  const living = groups.filter(({ leader }) => send(-leader, 0));
  return new Map(living.map((group) => [group, [{ pid: -group.leader, inLeadersGroup: true }]]));
}

/** Sends a signal to a process, or with a negative number to a process group; false when there is none. */
export function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

import { type Family, marksIn } from "./family.ts";
import { environmentOf, type Process, processTable } from "./process-table.ts";
import { send } from "./send.ts";

export interface Member {
  /** A process, or as a negative number a process group, as kill(2) takes it. */
  readonly pid: number;
  /** A signal to the leader's process group reaches it. */
  readonly inLeadersGroup: boolean;
}

/**
 * The living members of each family; a family without any is absent. Where the system has no /proc, only the leader's
 * process group is seen, as one member. A process that has left the session, given up its environment and lost its
 * parent before the first look is not found.
 */
export function findMembers(families: Iterable<Family>): Map<Family, Member[]> {
  const all = [...families];
  const table = processTable();
  return table ? membersInTable(all, table) : membersByGroup(all);
}

function membersInTable(families: readonly Family[], table: readonly Process[]): Map<Family, Member[]> {
  const familyOf = findFamilies(families, table);
  addDescendants(familyOf, table);
  const members = new Map<Family, Member[]>();
  for (const { pid, group, startedAt } of table) {
    const family = familyOf.get(pid);
    if (!family) continue;
    family.known.set(pid, startedAt);
    const member = { pid, inLeadersGroup: group === family.leader };
    const found = members.get(family);
    if (found) found.push(member);
    else members.set(family, [member]);
  }
  return members;
}

/** Those that can be told by themselves: by their session, by an earlier look, by their environment. */
function findFamilies(families: readonly Family[], table: readonly Process[]): Map<number, Family> {
  const byLeader = new Map(families.map((family) => [family.leader, family]));
  const byMark = new Map(families.map((family) => [family.mark, family]));
  const known = new Map(families.flatMap((family) => [...family.known.keys()].map((pid) => [pid, family])));
  const familyOf = new Map<number, Family>();
  for (const { pid, session, startedAt } of table) {
    const earlier = known.get(pid);
    const family =
      byLeader.get(session) ??
      (earlier?.known.get(pid) === startedAt ? earlier : familyByMark(environmentOf(pid), byMark));
    if (family) familyOf.set(pid, family);
  }
  return familyOf;
}

function familyByMark(environment: string, byMark: ReadonlyMap<string, Family>): Family | undefined {
  for (const mark of marksIn(environment)) {
    const family = byMark.get(mark);
    if (family) return family;
  }
  return undefined;
}

function addDescendants(familyOf: Map<number, Family>, table: readonly Process[]): void {
  for (let before = -1; before !== familyOf.size; ) {
    before = familyOf.size;
    for (const { pid, parent } of table) {
      const family = familyOf.get(parent);
      if (family && !familyOf.has(pid)) familyOf.set(pid, family);
    }
  }
}

function membersByGroup(families: readonly Family[]): Map<Family, Member[]> {
  const living = families.filter(({ leader }) => send(-leader, 0));
  return new Map(living.map((family) => [family, [{ pid: -family.leader, inLeadersGroup: true }]]));
}

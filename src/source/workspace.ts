import { basename, dirname, join, sep } from "node:path";

/** Directories that many projects share: a marker there says nothing about what lies below. */
const sharedTempRoots = new Set(["/tmp", "/private/tmp", "/var/tmp"]);
/** On macOS each user has a temporary directory, deep in folders of the system, which say nothing either. */
const macUserTemp = /^(?:\/private)?\/var\/folders\/[^/]+\/[^/]+\/T(?=\/)/;
const markers = [".jaiph", ".git"];

/**
 * The workspace root for an absolute start directory: its nearest ancestor (or itself) that holds `.jaiph` or `.git`,
 * else the start directory. A directory called `.jaiph` is never a root itself, its parent is asked instead.
 */
export function detectWorkspace(startDir: string, exists: (path: string) => boolean): string {
  const start = basename(startDir) === ".jaiph" ? dirname(startDir) : startDir;
  for (let candidate = start; ; candidate = dirname(candidate)) {
    if (markers.some((marker) => exists(join(candidate, marker)))) {
      if (isNestedTemp(start, candidate)) return start;
      if (!isSharedTemp(start, candidate)) return candidate;
    }
    if (dirname(candidate) === candidate) return start;
  }
}

/** What a run unpacks below a workspace's own `.jaiph/tmp` does not belong to that workspace, nor to any above it. */
function isNestedTemp(start: string, candidate: string): boolean {
  const own = basename(candidate) === ".jaiph" ? join(candidate, "tmp") : join(candidate, ".jaiph", "tmp");
  return start === own || isBelow(start, own);
}

function isSharedTemp(start: string, candidate: string): boolean {
  if (!isBelow(start, candidate)) return false;
  const [userTemp = ""] = macUserTemp.exec(start) ?? [];
  return sharedTempRoots.has(candidate) || candidate === userTemp || isBelow(userTemp, candidate);
}

function isBelow(path: string, ancestor: string): boolean {
  return path !== ancestor && path.startsWith(ancestor.endsWith(sep) ? ancestor : ancestor + sep);
}

import { lstatSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

const prefix = "modules-";

/** Folders of other builds in which nothing was written for so long are removed. */
const forgottenAfterMs = 7 * 24 * 60 * 60 * 1000;

/** The folder of one build: no other build reads what is in it. */
export function cacheFolder(dir: string, build: string): string {
  return join(dir, prefix + build);
}

/** Removes what builds that nobody uses any more have left beside this one's folder. Throws the system's error. */
export function removeForgotten(folder: string): void {
  const dir = dirname(folder);
  for (const name of readdirSync(dir)) {
    const other = join(dir, name);
    if (!name.startsWith(prefix) || other === folder) continue;
    if (Date.now() - lstatSync(other).mtimeMs > forgottenAfterMs) rmSync(other, { recursive: true });
  }
}

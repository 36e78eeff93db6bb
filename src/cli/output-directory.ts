import { mkdtempSync, readdirSync, rmdirSync, rmSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { makeFolders } from "../source/index.ts";

/** Where the script files of a run stand. */
export interface OutputDirectory {
  readonly path: string;
  readonly scripts: string;
}

/**
 * The directory of `--target`, which stays, or a temporary one that is gone when the process ends, however it ends.
 * Throws when it cannot be made.
 */
export function openOutputDirectory(target: string | undefined): OutputDirectory {
  const path = target === undefined ? temporary() : resolve(target);
  makeFolders(path);
  return { path, scripts: join(path, "scripts") };
}

function temporary(): string {
  const path = mkdtempSync(join(tmpdir(), "jaiph-run-"));
  process.once("exit", () => remove(path));
  return path;
}

/** Nearly always there are files in one folder and nothing else, and these are gone before `rmSync` is loaded. */
function remove(path: string): void {
  try {
    const scripts = join(path, "scripts");
    for (const name of readdirSync(scripts)) unlinkSync(join(scripts, name));
    rmdirSync(scripts);
    rmdirSync(path);
  } catch {
    rmSync(path, { recursive: true, force: true });
  }
}

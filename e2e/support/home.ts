import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The built executable; tests run from the root of the repository. */
export const executable = resolve("dist/jaiph.cjs");

/** A place of its own for a project, with an empty home and none of the caller's environment. */
export interface Home {
  /** Contains all the others. */
  readonly root: string;
  readonly dir: string;
  readonly home: string;
  readonly temporary: string;
  readonly env: { readonly [name: string]: string };
  remove(): void;
}

export function makeHome(): Home {
  const root = temporaryDirectory();
  const place = { root, dir: join(root, "project"), home: join(root, "home"), temporary: join(root, "tmp") };
  for (const path of [place.dir, place.home, place.temporary]) mkdirSync(path);
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: place.home,
    TMPDIR: place.temporary,
    LANG: "C.UTF-8",
  };
  return { ...place, env, remove: () => remove(root) };
}

const made = new Set<string>();
process.once("exit", () => {
  for (const dir of made) remove(dir);
});

/** A directory that is gone when the tests are over. */
export function temporaryDirectory(): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), "jaiph-test-")));
  made.add(dir);
  return dir;
}

function remove(dir: string): void {
  made.delete(dir);
  rmSync(dir, { recursive: true, force: true });
}

import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { executable, makeHome } from "../../e2e/support/home.ts";
import type { ExampleFile } from "./page.ts";

export interface Ended {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Workspace {
  /** Where the files of the example are, and where its commands run. */
  readonly dir: string;
  run(command: string): Promise<Ended>;
  remove(): void;
}

/** A project of its own for one example, with an empty home and none of the caller's environment. */
export function workspace(files: readonly ExampleFile[]): Workspace {
  const { root, dir, env, remove } = makeHome();
  const bin = join(root, "bin");
  for (const folder of [join(dir, ".jaiph"), bin]) mkdirSync(folder);
  write(join(bin, "jaiph"), `#!/bin/sh\nexec "${process.execPath}" "${executable}" "$@"\n`);
  for (const file of files) write(join(dir, file.name), file.text);
  const path = [bin, dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(delimiter);
  const given = { ...env, PATH: path, USER: "ann", TERM: "dumb" };
  return { dir, run: (command) => bash(command, dir, given), remove };
}

/** Files that start with `#!` may be executed. */
function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  if (text.startsWith("#!")) chmodSync(path, 0o755);
}

function bash(command: string, cwd: string, env: Record<string, string>): Promise<Ended> {
  return new Promise((done) => {
    const limits = { timeout: 60_000, maxBuffer: 64 * 1024 * 1024, killSignal: "SIGKILL" } as const;
    const child = execFile("bash", ["-c", command], { cwd, env, ...limits }, (error, stdout, stderr) => {
      const exit = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      done({ exit, stdout, stderr });
    });
    child.stdin?.end();
  });
}

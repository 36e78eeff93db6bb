import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import type { ExampleFile } from "./page.ts";

export const executable = resolve("dist/jaiph.cjs");

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
  const root = realpathSync(mkdtempSync(join(tmpdir(), "jaiph-spec-")));
  const dir = join(root, "project");
  const bin = join(root, "bin");
  for (const folder of [join(dir, ".jaiph"), bin, join(root, "home"), join(root, "tmp")])
    mkdirSync(folder, { recursive: true });
  write(join(bin, "jaiph"), `#!/bin/sh\nexec "${process.execPath}" "${executable}" "$@"\n`);
  for (const file of files) write(join(dir, file.name), file.text);
  const env = {
    PATH: [bin, dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(delimiter),
    HOME: join(root, "home"),
    TMPDIR: join(root, "tmp"),
    LANG: "C.UTF-8",
    USER: "ann",
    TERM: "dumb",
  };
  return {
    dir,
    run: (command) => bash(command, dir, env),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
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

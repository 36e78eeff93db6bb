import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ScriptJob, ScriptResult, Target } from "./target.ts";

export interface BenchOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** What the stdout file holds already. */
  readonly before?: string;
  /** The output is too large to be read back. */
  readonly unread?: boolean;
  /** What a test wants otherwise than the bench makes it. */
  readonly job?: Partial<ScriptJob>;
}

export interface BenchResult {
  readonly result: ScriptResult;
  readonly dir: string;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly stdoutPath: string;
}

/** For tests: runs the text of a script on a target, in a fresh directory each. */
export class ScriptBench {
  readonly #target: Target;
  readonly #root = mkdtempSync(join(tmpdir(), "jaiph-target-"));
  #count = 0;
  /** Working directory of the latest script. */
  dir = this.#root;

  constructor(target: Target) {
    this.#target = target;
  }

  run(script: string, options: BenchOptions = {}): Promise<BenchResult> {
    return this.start(script, options).done;
  }

  /** `script` is bash unless it starts with a `#!` line. */
  start(script: string, options: BenchOptions = {}): { dir: string; done: Promise<BenchResult> } {
    this.#count++;
    const dir = join(this.#root, `${this.#count}`);
    this.dir = dir;
    mkdirSync(dir);
    const [stdoutPath, stderrPath] = [`${dir}.out`, `${dir}.err`];
    writeFileSync(stdoutPath, options.before ?? "");
    const [stdout, stderr] = [openSync(stdoutPath, "a"), openSync(stderrPath, "a")];
    const job: ScriptJob = {
      file: this.#script(script),
      args: options.args ?? [],
      env: { PATH: process.env["PATH"] ?? "/usr/bin:/bin", ...options.env },
      cwd: dir,
      stdout,
      stderr,
      ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
      ...options.job,
    };
    const read = (path: string) => (options.unread ? Buffer.alloc(0) : readFileSync(path));
    const done = this.#target.run(job, options.signal ?? new AbortController().signal).then((result) => {
      closeSync(stdout);
      closeSync(stderr);
      return { result, dir, stdout: read(stdoutPath), stderr: read(stderrPath), stdoutPath };
    });
    return { dir, done };
  }

  async close(): Promise<void> {
    await this.#target.close();
    rmSync(this.#root, { recursive: true, force: true });
  }

  #script(text: string): string {
    const file = join(this.#root, `script-${this.#count}`);
    writeFileSync(file, text.startsWith("#!") ? text : `#!/usr/bin/env bash\n${text}\n`, { mode: 0o755 });
    return file;
  }
}

/** Waits for the file that a script writes once its child is ready. */
export async function pidIn(path: string): Promise<number> {
  while (!existsSync(path)) await delay(5);
  return Number(readFileSync(path, "utf8"));
}

/** A zombie, which only waits to be collected, is not alive. */
export function alive(pid: number): boolean {
  if (existsSync("/proc/self/stat")) {
    try {
      return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
    } catch {
      return false;
    }
  }
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

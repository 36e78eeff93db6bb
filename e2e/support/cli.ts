import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { executable, makeHome } from "./home.ts";
import { Running } from "./running.ts";

export { executable, temporaryDirectory } from "./home.ts";

export interface Expected {
  readonly code: number;
  /** The whole output, or a pattern in it; nothing when absent. */
  readonly stdout?: string | RegExp;
  readonly stderr?: string | RegExp;
}

/** One use of the command line, in a directory, a home and an environment of its own. */
export function cli(): Cli {
  return new Cli();
}

export class Cli {
  readonly dir: string;
  readonly home: string;
  readonly #temporary: string;
  #env: Record<string, string>;
  #program = [process.execPath, executable];
  #outputs: ("pipe" | number)[] = ["pipe", "pipe"];

  constructor() {
    const { dir, home, temporary, env } = makeHome();
    this.dir = dir;
    this.home = home;
    this.#temporary = temporary;
    this.#env = env;
  }

  file(name: string, content: string | Uint8Array, mode?: number): this {
    const path = join(this.dir, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    if (mode !== undefined) chmodSync(path, mode);
    return this;
  }

  env(variables: Record<string, string>): this {
    this.#env = { ...this.#env, ...variables };
    return this;
  }

  /** Another program than `jaiph`, which `run` and `start` then give their words to. */
  program(...command: string[]): this {
    this.#program = command;
    return this;
  }

  /** Lets what `start` starts write to this open file instead of a pipe that is read. */
  redirect(stream: "stdout" | "stderr", fd: number): this {
    this.#outputs[stream === "stdout" ? 0 : 1] = fd;
    return this;
  }

  /** Runs to the end. */
  run(...args: string[]): Finished {
    const [command = "", ...rest] = [...this.#program, ...args];
    const options = { cwd: this.dir, env: this.#env, encoding: "utf8", timeout: 60_000 } as const;
    const { status, signal, stdout, stderr, error } = spawnSync(command, rest, {
      ...options,
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 1 << 28,
    });
    if (error) throw error;
    return new Finished(this, { code: status ?? `signal ${signal}`, stdout, stderr });
  }

  /** Starts and comes back at once. */
  start(...args: string[]): Running {
    const [command = "", ...rest] = [...this.#program, ...args];
    return new Running(
      spawn(command, rest, { cwd: this.dir, env: this.#env, stdio: ["ignore", ...this.#outputs] }),
    );
  }

  read(name: string): string {
    return readFileSync(join(this.dir, name), "utf8");
  }

  /** Absolute paths of the run directories, oldest first. */
  runs(root = join(this.dir, ".jaiph/runs")): string[] {
    return readdirSync(root)
      .sort()
      .flatMap((day) =>
        readdirSync(join(root, day))
          .sort()
          .map((name) => join(root, day, name)),
      );
  }

  /** The events in the journal of the only run. */
  journal(): Record<string, unknown>[] {
    const [dir = ""] = this.runs();
    const lines = readFileSync(join(dir, "run_summary.jsonl"), "utf8").split("\n");
    assert.equal(lines.pop(), "", "the journal ends with a whole line");
    return lines.map((line) => JSON.parse(line));
  }

  /** What is left in the temporary directory. */
  leftovers(): string[] {
    return readdirSync(this.#temporary);
  }

  /** Output with everything that differs between two runs replaced: `<dir>`, `<run>`, `<t>`. */
  plain(text: string): string {
    return text
      .replaceAll(this.dir, "<dir>")
      .replace(/\d{4}-\d\d-\d\d\/\d\d-\d\d-\d\d-[\w.-]+/g, "<run>")
      .replace(/\((?:\d+m )?[\d.]+s\)$/gm, "(<t>)");
  }
}

/** How a command ended. */
export class Finished {
  readonly cli: Cli;
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;

  constructor(owner: Cli, result: { code: number | string; stdout: string; stderr: string }) {
    this.cli = owner;
    this.code = result.code;
    this.stdout = result.stdout;
    this.stderr = result.stderr;
  }

  /** Compares exit code and whole outputs; in expected texts `<dir>`, `<run>` and `<t>` stand for what varies. */
  expect({ code, stdout = "", stderr = "" }: Expected): this {
    const actual = { stderr: this.cli.plain(this.stderr), stdout: this.cli.plain(this.stdout) };
    same(actual.stderr, stderr, "stderr");
    same(actual.stdout, stdout, "stdout");
    assert.equal(this.code, code, `exit code\n${actual.stderr}`);
    return this;
  }
}

function same(actual: string, expected: string | RegExp, what: string): void {
  if (typeof expected === "string") assert.equal(actual, expected, what);
  else assert.match(actual, expected, what);
}

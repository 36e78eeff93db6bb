import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export const jaiph = resolve("dist/jaiph.cjs");

/** Runs every contestant `rounds` times in turn, after one round that does not count; returns medians in ms. */
export async function medians(contestants, rounds) {
  const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++)
    for (const [name, run] of Object.entries(contestants)) {
      const started = performance.now();
      await run();
      if (round > 0) times[name].push(performance.now() - started);
    }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}

export function median(list) {
  const sorted = list.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** In memory where the system has such a folder: the program is measured, not the disk. */
const root = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** A directory with a home and a cache of its own, gone when the process ends. */
export class Place {
  dir = mkdtempSync(join(root, "jaiph-bench-"));
  env = { PATH: process.env.PATH, HOME: join(this.dir, "home"), TMPDIR: join(this.dir, "tmp") };

  constructor() {
    for (const name of ["home", "tmp", ".jaiph"]) mkdirSync(join(this.dir, name));
    process.once("exit", () => rmSync(this.dir, { recursive: true, force: true }));
  }

  file(name, text) {
    const path = join(this.dir, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  remove(name) {
    rmSync(join(this.dir, name), { recursive: true, force: true });
  }

  /** Runs a program to its end; a failure ends the bench. */
  run(program, args, env = {}) {
    const options = { cwd: this.dir, env: { ...this.env, ...env }, maxBuffer: 1 << 28, encoding: "utf8" };
    const { status, stdout, stderr, error } = spawnSync(program, args, {
      ...options,
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (error ?? status !== 0) throw new Error(`${program} ${args.join(" ")}: ${error?.message ?? stderr}`);
    return stdout;
  }

  jaiph(...args) {
    return this.run(process.execPath, [jaiph, ...args]);
  }

  node(...args) {
    return this.run(process.execPath, args);
  }
}

export const hello = `script greet = \`echo "Hello, $1"\`

workflow default() {
  const greeting = run greet("world")
  log "\${greeting}"
}
`;

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Ask } from "../agents/index.ts";
import { type CheckedProgram, check } from "../check/index.ts";
import {
  createBus,
  createRedactor,
  createRunDirectory,
  type Event,
  type Listener,
  type RunDirectory,
} from "../events/index.ts";
import { extract, writeScripts } from "../extract/index.ts";
import { Processes, Slots } from "../processes/index.ts";
import { disk, loadProgram } from "../program/index.ts";
import type { Diagnostic } from "../source/index.ts";
import { LocalTarget, type Target } from "../targets/index.ts";
import { type Env, launchEnvironment, type RunOutcome, readLimits, run, withRunRecords } from "./index.ts";

export interface HostOptions {
  /** Arguments of the entry workflow. */
  readonly args?: readonly string[];
  /** The caller's environment; `PATH` has a usual value when it is not given. */
  readonly env?: Env;
  readonly ask?: Ask;
  /** Other places than `local`, or one that stands in for it. */
  readonly targets?: readonly Target[];
  readonly signal?: AbortSignal;
  readonly onEvent?: Listener;
}

/** A finished run: what it said, how it ended and what it left. */
export interface Ran {
  readonly outcome: RunOutcome;
  readonly events: readonly Event[];
  readonly workspace: string;
  readonly runDir: string;
  /** Names of the files in the run directory, but for the heartbeat. */
  readonly files: readonly string[];
  /** A file of the run directory; the empty text when it is not there. */
  readonly read: (name: string) => string;
}

/** A workspace of its own for `.jh` files given as texts, run by the real stages on the real machine. */
export class TestingHost {
  readonly workspace = realpathSync(mkdtempSync(join(tmpdir(), "jaiph-host-")));

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.workspace, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }

  /** Compiles `main.jh`. */
  async compile(): Promise<CheckedProgram | readonly Diagnostic[]> {
    const loaded = await loadProgram(join(this.workspace, "main.jh"), {
      workspace: this.workspace,
      files: disk,
      parser: async () => (await import("../syntax/jh/index.ts")).parseJaiph,
    });
    if (!loaded.program || loaded.diagnostics.length > 0) return loaded.diagnostics;
    const checked = check(loaded.program);
    return checked.program ?? checked.diagnostics;
  }

  async run(program: CheckedProgram, options: HostOptions = {}): Promise<Ran> {
    const scripts = extract(program);
    const scriptsDir = join(this.workspace, "scripts");
    const unwritten = writeScripts(scripts, scriptsDir);
    if (unwritten) throw new Error(unwritten.message);
    const callerEnv = { PATH: "/usr/local/bin:/usr/bin:/bin", ...options.env };
    const limits = readLimits(callerEnv);
    if (!limits.ok) throw new Error(limits.error);
    const env = launchEnvironment({ program, callerEnv, scriptsDir });
    const records = this.#records();
    const events: Event[] = [];
    const bus = createBus({ runId, now: Date.now, redactor: createRedactor(env) });
    bus.subscribe((event) => events.push(event));
    if (options.onEvent) bus.subscribe(options.onEvent);
    const targets = [...(options.targets ?? []), new LocalTarget(new Processes())];
    const running = run(
      { program, scripts, scriptsDir, workflow: "default", args: options.args ?? [] },
      {
        env: withRunRecords(env, {
          dir: records.dir,
          runId,
          summaryFile: join(records.dir, "run_summary.jsonl"),
        }),
        limits: limits.value,
        slots: new Slots(limits.value.processes),
        emit: bus.emit,
        records,
        clock: performance,
        runId,
        pid: 1,
        target: (name) => targets.find((target) => target.name === name),
        ask: options.ask ?? noAgent,
        signal: options.signal ?? new AbortController().signal,
      },
    );
    const outcome = await running.finally(records.close.bind(records));
    return this.#ran(outcome, events, records.dir);
  }

  remove(): void {
    rmSync(this.workspace, { recursive: true, force: true });
  }

  #records(): RunDirectory {
    const root = join(this.workspace, ".jaiph", "runs");
    const opened = createRunDirectory({
      root,
      source: "main.jh",
      runId,
      now: Date.now,
      onFailure: ({ message }) => {
        throw new Error(message);
      },
    });
    if (!opened.ok) throw new Error(opened.failure.message);
    return opened.value;
  }

  #ran(outcome: RunOutcome, events: readonly Event[], runDir: string): Ran {
    const names = readdirSync(runDir, { recursive: true, withFileTypes: true });
    const files = names
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(runDir.length + 1));
    return {
      outcome,
      events,
      workspace: this.workspace,
      runDir,
      files: files.filter((name) => name !== "heartbeat").sort(),
      read: (name) => (existsSync(join(runDir, name)) ? readFileSync(join(runDir, name), "utf8") : ""),
    };
  }
}

const runId = "00000000-0000-4000-8000-000000000000";

const noAgent: Ask = async () => ({ ok: false, status: 1, error: "no agent in this test", reason: "setup" });

import { createAsk } from "../agents/index.ts";
import type { CheckedProgram } from "../check/index.ts";
import { extract, writeScripts, writeSourceMaps } from "../extract/index.ts";
import {
  type Env,
  type Limits,
  launchEnvironment,
  type RunRequest,
  readLimits,
  run as runKernel,
  withRunRecords,
} from "../kernel/index.ts";
import { Processes, Slots } from "../processes/index.ts";
import { LocalTarget } from "../targets/index.ts";
import { fail } from "./exit.ts";
import { exitCodeOf, type Interrupts, watchInterrupts } from "./interrupts.ts";
import { jsonView } from "./json-view.ts";
import { locateIn } from "./locate.ts";
import { writeMetaFile } from "./meta-file.ts";
import { roomForOutput } from "./output.ts";
import { openOutputDirectory } from "./output-directory.ts";
import { rawView } from "./raw-view.ts";
import type { RunArguments } from "./run-arguments.ts";
import { newRunId } from "./run-id.ts";
import { openRunRecords, type RunRecords } from "./run-records.ts";
import type { RunView } from "./run-view.ts";
import { terminalView } from "./terminal-view.ts";

/** Runs a checked program and shows its progress; returns the exit code. */
export async function execute(program: CheckedProgram, words: RunArguments): Promise<number> {
  const limits = readLimits(process.env);
  if (!limits.ok) return fail(limits.error);
  const processes = new Processes();
  const interrupts = watchInterrupts(() => processes.killNow());
  process.once("exit", () => processes.killNow());
  const output = openOutputDirectory(words.target);
  const scriptsDir = output.scripts;
  const scripts = extract(program);
  const unwritten =
    writeScripts(scripts, scriptsDir) ??
    (words.target === undefined ? undefined : await writeSourceMaps(scripts, scriptsDir));
  if (unwritten) return fail(unwritten.message);

  const env = launchEnvironment({ program, callerEnv: process.env, scriptsDir });
  // Without the sandbox that it asks for, a program must not touch this machine.
  if (env["JAIPH_DOCKER_ENABLED"] === "true" && !words.raw)
    return fail("the Docker sandbox is not built yet", "unset runtime.docker_enabled to run on this machine");
  const { workspace } = program.program;
  const records = openRunRecords({ runId: newRunId(), env, workspace, stop: interrupts.stop });
  if (!records.ok) return fail(records.failure.message);

  const request: RunRequest = { program, scripts, scriptsDir, workflow: "default", args: words.args };
  const outcome = await perform({
    request,
    words,
    env,
    limits: limits.value,
    processes,
    records: records.value,
    interrupts,
  });
  const { directory, summaryFile, lost } = records.value;
  if (words.target !== undefined)
    writeMetaFile(output.path, { status: outcome.status, runDir: directory.dir, summaryFile });
  const reason = lost();
  if (reason !== undefined) return fail(reason, "the run was stopped: its records would be incomplete");
  return exitCodeOf(outcome);
}

interface Performance {
  readonly request: RunRequest;
  readonly words: RunArguments;
  readonly env: Env;
  readonly limits: Limits;
  readonly processes: Processes;
  readonly records: RunRecords;
  readonly interrupts: Interrupts;
}

/** Lets the kernel run and a view show it. */
async function perform(performed: Performance) {
  const { request, words, env, limits, processes, records, interrupts } = performed;
  const { runId, directory, bus, summaryFile } = records;
  const startedAt = performance.now();
  const local = new LocalTarget(processes);
  const view = openView(request, words, records);
  bus.subscribe(view.listener);
  const running = runKernel(request, {
    env: withRunRecords(env, { dir: directory.dir, runId, summaryFile }),
    limits,
    slots: new Slots(limits.processes),
    emit: bus.emit,
    records: directory,
    clock: performance,
    runId,
    pid: process.pid,
    target: (name) => (name === local.name ? local : undefined),
    ask: createAsk(processes),
    room: roomForOutput,
    signal: interrupts.signal,
  });
  const outcome = await running.finally(records.close);
  await view.finish(outcome, Math.round(performance.now() - startedAt));
  return outcome;
}

function openView(request: RunRequest, words: RunArguments, records: RunRecords): RunView {
  const { runId, directory, redactor, summaryFile } = records;
  const runDir = directory.dir;
  if (words.raw) return rawView();
  if (words.json) return jsonView({ runId, runDir, summaryFile, redactor });
  const { program, workflow, args, scripts, scriptsDir } = request;
  const locate = locateIn({ extracted: scripts, dir: scriptsDir });
  return terminalView({ program, workflow, args, runDir, redactor, locate });
}

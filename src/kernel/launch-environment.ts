import { basename, join } from "node:path";
import type { CheckedProgram } from "../check/index.ts";
import { configText, type Env, lockable, moduleConfig, usualRecoverLimit, withConfig } from "./config.ts";
import { ModuleConstants } from "./constants.ts";

/** What a caller's environment may hold of another run, or what would change how scripts start. */
const removed = [
  "BASH_ENV",
  "JAIPH_META_FILE",
  "JAIPH_RUN_DIR",
  "JAIPH_RUN_SUMMARY_FILE",
  "JAIPH_PRECEDING_FILES",
  "JAIPH_SCRIPTS",
  "JAIPH_STDLIB",
  "JAIPH_LIB",
  "JAIPH_RUN_STEP_MODULE",
];

/** Settings of the sandbox: the entry module may give them, and no other place. */
const sandboxVariables: ReadonlyMap<string, string> = new Map([
  ["runtime.docker_enabled", "JAIPH_DOCKER_ENABLED"],
  ["runtime.docker_image", "JAIPH_DOCKER_IMAGE"],
  ["runtime.docker_network", "JAIPH_DOCKER_NETWORK"],
  ["runtime.docker_timeout", "JAIPH_DOCKER_TIMEOUT"],
]);

export interface Launch {
  readonly program: CheckedProgram;
  readonly callerEnv: Readonly<Record<string, string | undefined>>;
  /** Directory of the emitted scripts. */
  readonly scriptsDir: string;
}

/**
 * The environment a run starts with: the caller's, where every setting that is present, even empty, is locked, then
 * the config of the entry module. `JAIPH_RUNS_DIR` in it says where the run's directory belongs.
 */
export function launchEnvironment({ program, callerEnv, scriptsDir }: Launch): Env {
  const { entry, workspace, modules } = program.program;
  const env = inherited(callerEnv);
  env["JAIPH_WORKSPACE"] = workspace;
  env["JAIPH_SOURCE_FILE"] = basename(entry);
  env["JAIPH_SOURCE_ABS"] = entry;
  env["JAIPH_SCRIPTS"] = scriptsDir;
  const module = modules.get(entry);
  if (!module) return env;
  const constants = new ModuleConstants(module, env);
  const item = moduleConfig(module);
  for (const configured of item?.entries ?? []) {
    const variable = sandboxVariables.get(configured.key);
    if (variable !== undefined && callerEnv[variable] === undefined)
      env[variable] = configText(configured, constants);
  }
  env["JAIPH_AGENT_TRUSTED_WORKSPACE"] ??= workspace;
  return withConfig({ env, recoverLimit: usualRecoverLimit }, item, constants).env;
}

/** `env` with what scripts may know of the records of their run. */
export function withRunRecords(env: Env, records: RunPlace): Env {
  return {
    ...env,
    JAIPH_RUN_DIR: records.dir,
    JAIPH_RUN_ID: records.runId,
    JAIPH_RUN_SUMMARY_FILE: records.summaryFile,
    JAIPH_ARTIFACTS_DIR: join(records.dir, "artifacts"),
  };
}

export interface RunPlace {
  readonly dir: string;
  readonly runId: string;
  readonly summaryFile: string;
}

function inherited(callerEnv: Launch["callerEnv"]): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(callerEnv)) if (value !== undefined) env[name] = value;
  for (const name of removed) delete env[name];
  for (const variable of lockable.values()) {
    const lock = `${variable}_LOCKED`;
    if (env[variable] === undefined) delete env[lock];
    else env[lock] = "1";
  }
  return env;
}

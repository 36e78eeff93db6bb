import { resolve } from "node:path";
import type { Callee } from "../check/index.ts";
import type { LoadedModule } from "../program/index.ts";
import type { ConfigEntry, ConfigItem } from "../syntax/index.ts";
import type { ModuleConstants } from "./constants.ts";
import type { Context } from "./context.ts";

export type Env = Readonly<Record<string, string>>;

/** The value of a variable that is really there: no name that every object knows counts. */
export function variableIn(env: Env, name: string): string | undefined {
  return Object.hasOwn(env, name) ? env[name] : undefined;
}

/** The settings in effect at one place of the program, as scripts see them. */
export interface Config {
  readonly env: Env;
  /** The one setting that no environment variable shows. */
  readonly recoverLimit: number;
}

export const usualRecoverLimit = 10;

/** Config keys that any body may set, with their environment variables; each can be locked by its `_LOCKED`. */
export const lockable: ReadonlyMap<string, string> = new Map([
  ["agent.default_model", "JAIPH_AGENT_MODEL"],
  ["agent.command", "JAIPH_AGENT_COMMAND"],
  ["agent.backend", "JAIPH_AGENT_BACKEND"],
  ["agent.trusted_workspace", "JAIPH_AGENT_TRUSTED_WORKSPACE"],
  ["agent.cursor_flags", "JAIPH_AGENT_CURSOR_FLAGS"],
  ["agent.claude_flags", "JAIPH_AGENT_CLAUDE_FLAGS"],
  ["run.logs_dir", "JAIPH_RUNS_DIR"],
  ["run.debug", "JAIPH_DEBUG"],
  ["run.inbox_parallel", "JAIPH_INBOX_PARALLEL"],
]);

/** `config` with the entries of `item` on top, but for locked keys. */
export function withConfig(config: Config, item: ConfigItem | undefined, constants: ModuleConstants): Config {
  if (!item) return config;
  const env: Record<string, string> = { ...config.env };
  let recoverLimit = config.recoverLimit;
  for (const entry of item.entries) {
    const variable = lockable.get(entry.key);
    const text = configText(entry, constants);
    if (entry.key === "run.recover_limit") recoverLimit = Number(text);
    else if (variable !== undefined && env[`${variable}_LOCKED`] !== "1")
      env[variable] =
        entry.key === "agent.trusted_workspace" ? resolve(env["JAIPH_WORKSPACE"] ?? "", text) : text;
  }
  return { env, recoverLimit };
}

/** The module-level config of a file. */
export function moduleConfig(module: LoadedModule): ConfigItem | undefined {
  return module.module.items.find((item) => item.kind === "config");
}

/** The settings inside a workflow or rule that is called from `caller`. */
export function configInside(
  { kind, module, item }: Extract<Callee, { kind: "workflow" | "rule" }>,
  { config, scope, run }: Context,
): Config {
  const sameFile = module.file === scope.module.file;
  if (kind === "workflow" && sameFile) return withConfig(config, item.config, run.constants.of(module));
  if (kind === "rule" && !sameFile) return withConfig(config, moduleConfig(module), run.constants.of(module));
  return config;
}

/** The value of an entry as its environment variable shows it. */
export function configText({ value }: ConfigEntry, constants: ModuleConstants): string {
  switch (value.kind) {
    case "text":
      return constants.text(value);
    case "variable":
      return constants.read(value.name);
    case "boolean":
    case "integer":
      return String(value.value);
    case "list":
      return value.items.map((item) => constants.text(item)).join("\n");
    default:
      return value satisfies never;
  }
}

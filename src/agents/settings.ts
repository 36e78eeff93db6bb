import { basename } from "node:path";
import type { AgentSettings, Backend, ModelChoice } from "./agent.ts";

/** How a prompt travels: a backend of the language, or a command of the user's own behind the cursor backend. */
export type Route = Backend | "command";

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings of a prompt from its effective environment. An unknown backend behaves as cursor. */
export function agentSettings(env: Environment): AgentSettings {
  const command = words(env["JAIPH_AGENT_COMMAND"]);
  return {
    backend: backendNamed(env["JAIPH_AGENT_BACKEND"]),
    command: command.length > 0 ? command : ["cursor-agent"],
    model: env["JAIPH_AGENT_MODEL"] || undefined,
    trustedWorkspace: env["JAIPH_AGENT_TRUSTED_WORKSPACE"] || env["JAIPH_WORKSPACE"] || ".",
    cursorFlags: words(env["JAIPH_AGENT_CURSOR_FLAGS"]),
    claudeFlags: words(env["JAIPH_AGENT_CLAUDE_FLAGS"]),
  };
}

export function route(settings: AgentSettings): Route {
  if (settings.backend !== "cursor") return settings.backend;
  return commandName(settings) === "cursor-agent" ? "cursor" : "command";
}

/** The step name shown for a prompt: the backend, or the base name of the custom command. */
export function displayName(settings: AgentSettings): string {
  const way = route(settings);
  return way === "command" ? commandName(settings) : way;
}

/** The model that a prompt will use, and why. A null model is the backend's own choice. */
export function chooseModel(settings: AgentSettings): ModelChoice {
  if (settings.model !== undefined) return { model: settings.model, reason: "explicit" };
  const model = modelFlag(flags(settings));
  return model === undefined ? { model: null, reason: "backend-default" } : { model, reason: "flags" };
}

function flags(settings: AgentSettings): readonly string[] {
  switch (settings.backend) {
    case "cursor":
      return settings.cursorFlags;
    case "claude":
      return settings.claudeFlags;
    case "codex":
      return [];
    default:
      return settings.backend satisfies never;
  }
}

function modelFlag(words: readonly string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    if (word === "--model") return words[index + 1];
    if (word.startsWith("--model=")) return word.slice("--model=".length);
  }
  return undefined;
}

/** Whether the flags already choose a model. */
export function namesModel(words: readonly string[]): boolean {
  return words.some((word) => word === "--model" || word.startsWith("--model="));
}

function backendNamed(name: string | undefined): Backend {
  return name === "claude" || name === "codex" ? name : "cursor";
}

function commandName(settings: AgentSettings): string {
  return basename(settings.command[0] ?? "cursor-agent");
}

function words(text: string | undefined): readonly string[] {
  return text?.split(/\s+/).filter((word) => word !== "") ?? [];
}

import { access, constants, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { PromptRequest } from "../agent.ts";
import { askProcess } from "../ask-process.ts";
import { type AgentBackend, diagnose } from "../backend.ts";
import { namesModel } from "../settings.ts";
import { shellQuote, shellQuoteAll } from "../shell-quote.ts";
import { StreamJson } from "../stream-json.ts";
import { claudeEnvironment } from "./claude-environment.ts";

const missing =
  'jaiph: agent.backend is "claude" but the Claude CLI (claude) was not found in PATH. Install the Anthropic Claude CLI or set agent.backend = "cursor" (or JAIPH_AGENT_BACKEND=cursor).';

/** Where the system looks for a command without a PATH. */
const systemPath = "/bin:/usr/bin";

/** Anthropic's command line agent. The prompt goes to its stdin; it may answer on stdout and on stderr. */
export const backend: AgentBackend = {
  commandLine: (request) => `printf %s ${shellQuote(request.text)} | ${shellQuoteAll(argv(request))}`,
  send: async (exchange) => {
    const { request, limit, speech } = exchange;
    if (!(await isInstalled(request))) return diagnose(exchange, "setup", missing);
    const env = await claudeEnvironment(request, exchange.err);
    const command = { argv: argv(request), stdin: request.text, env };
    return askProcess(exchange, command, new StreamJson(speech, limit));
  },
};

function argv({ settings }: PromptRequest): readonly string[] {
  return [
    ...["claude", "-p", "--verbose", "--output-format", "stream-json", "--include-partial-messages"],
    ...(settings.model === undefined || namesModel(settings.claudeFlags) ? [] : ["--model", settings.model]),
    ...settings.claudeFlags,
  ];
}

async function isInstalled({ env, cwd }: PromptRequest): Promise<boolean> {
  for (const directory of (env["PATH"] ?? systemPath).split(":")) {
    if (await isExecutable(resolve(cwd, directory, "claude"))) return true;
  }
  return false;
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

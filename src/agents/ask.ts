import type { Processes } from "../processes/index.ts";
import type { Ask, PromptRequest, PromptResult, TranscriptSink } from "./agent.ts";
import { type AgentBackend, cancelled } from "./backend.ts";
import { type Route, route } from "./settings.ts";
import { Transcript } from "./transcript.ts";

const defaultCaptureLimit = 64 * 1024 * 1024;

/** A backend is loaded when the first prompt goes its way. */
const backends = {
  cursor: () => import("./backends/cursor.ts"),
  command: () => import("./backends/command.ts"),
  claude: () => import("./backends/claude.ts"),
  codex: () => import("./backends/codex.ts"),
} satisfies Record<Route, () => Promise<{ readonly backend: AgentBackend }>>;

/** Backends that are commands run among `processes`. */
export function createAsk(processes: Processes): Ask {
  return async (request, sink, signal) => {
    const { backend } = await backends[route(request.settings)]();
    const transcript = new Transcript(sink);
    transcript.open(backend.commandLine(request), request.text);
    const result = signal.aborted
      ? cancelled
      : await backend.send({
          request,
          limit: request.captureLimit ?? defaultCaptureLimit,
          speech: transcript,
          err: (text) => sink.err(text),
          processes,
          signal,
        });
    transcript.close();
    if (result.ok) await keepAnswer(request, result, sink);
    return result;
  };
}

/** `JAIPH_PROMPT_FINAL_FILE` names a file that always holds the last answer. */
async function keepAnswer(
  { env, cwd }: PromptRequest,
  { answer }: Extract<PromptResult, { readonly ok: true }>,
  sink: TranscriptSink,
): Promise<void> {
  const file = env["JAIPH_PROMPT_FINAL_FILE"];
  if (!file) return;
  const [{ writeFile }, { resolve }] = await Promise.all([import("node:fs/promises"), import("node:path")]);
  try {
    await writeFile(resolve(cwd, file), answer);
  } catch (error) {
    sink.err(
      `jaiph: cannot write JAIPH_PROMPT_FINAL_FILE: ${error instanceof Error ? error.message : error}\n`,
    );
  }
}

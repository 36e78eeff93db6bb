import type { IncomingMessage } from "node:http";
import type { PromptRequest, PromptResult } from "../agent.ts";
import { type AgentBackend, answerTooLong, cancelled, diagnose, type Exchange } from "../backend.ts";
import { parseObject, textAt } from "../json.ts";
import { shellQuoteAll } from "../shell-quote.ts";
import { ChatStream } from "./chat-stream.ts";
import { post } from "./post.ts";

const noKey =
  'jaiph: agent.backend is "codex" but OPENAI_API_KEY is not set. Set it to an API key or choose another agent.backend (or JAIPH_AGENT_BACKEND).';
/** More of an error page than this is not read. */
const longestErrorBody = 64 * 1024;

/** OpenAI's chat completions over HTTP, or any server that speaks the same. */
export const backend: AgentBackend = {
  commandLine: (request) =>
    shellQuoteAll(["codex-api", "--model", model(request), "--url", address(request)]),
  send: async (exchange) => {
    const { request, signal } = exchange;
    const key = request.env["OPENAI_API_KEY"];
    if (!key) return diagnose(exchange, "setup", noKey);
    if (!/^https?:/i.test(address(request)) || !URL.canParse(address(request))) {
      const problem = `JAIPH_CODEX_API_URL is no http or https address: ${address(request)}`;
      return diagnose(exchange, "setup", `jaiph: codex API request failed: ${problem}`);
    }
    let response: IncomingMessage;
    try {
      response = await post({ url: new URL(address(request)), key, body: body(request), signal });
    } catch (error) {
      return failure(exchange, "codex API request failed", error);
    }
    try {
      return response.statusCode === 200
        ? await readAnswer(exchange, response)
        : await refused(exchange, response);
    } finally {
      response.destroy();
    }
  },
};

function model({ settings }: PromptRequest): string {
  return settings.model ?? "gpt-4o";
}

function address({ env }: PromptRequest): string {
  return env["JAIPH_CODEX_API_URL"] || "https://api.openai.com/v1/chat/completions";
}

function body(request: PromptRequest): string {
  const messages = [{ role: "user", content: request.text }];
  return JSON.stringify({ model: model(request), messages, stream: true });
}

async function readAnswer(exchange: Exchange, response: IncomingMessage): Promise<PromptResult> {
  const stream = new ChatStream(exchange.speech, exchange.limit);
  try {
    for await (const chunk of response) {
      stream.write(chunk);
      if (stream.over || stream.done) break;
    }
    stream.end();
  } catch (error) {
    // Else it was the listener that threw, not the connection.
    if (response.errored === null) throw error;
    return failure(exchange, "codex stream error", error);
  }
  if (stream.over) return answerTooLong(exchange);
  if (stream.error !== undefined) return failure(exchange, "codex stream error", new Error(stream.error));
  return { ok: true, answer: stream.answer };
}

async function refused(exchange: Exchange, response: IncomingMessage): Promise<PromptResult> {
  const why = await apiMessage(response);
  if (exchange.signal.aborted) return cancelled;
  const error = `jaiph: codex API error: HTTP ${response.statusCode}${why === "" ? "" : `: ${why}`}`;
  return diagnose(exchange, "transport", error);
}

/** What the API says about an error; empty when it says nothing that we understand. */
async function apiMessage(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > longestErrorBody) return "";
    }
  } catch {
    return ""; // The status alone tells enough.
  }
  const json = parseObject(Buffer.concat(chunks).toString());
  return textAt(json, "error", "message") || textAt(json, "error");
}

function failure(exchange: Exchange, what: string, error: unknown): PromptResult {
  if (exchange.signal.aborted) return cancelled;
  return diagnose(exchange, "transport", `jaiph: ${what}: ${explain(error)}`);
}

function explain(error: unknown): string {
  // One attempt per address of a host: the reasons are inside, the message of the whole is empty.
  if (error instanceof AggregateError) return error.errors.map(explain).join("; ");
  return error instanceof Error ? error.message : String(error);
}

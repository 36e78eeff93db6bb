import type { Processes } from "../processes/index.ts";
import type { PromptRequest, PromptResult, TranscriptSink } from "./agent.ts";
import type { Speech } from "./transcript.ts";

/** One way to reach an agent. */
export interface AgentBackend {
  /** What the transcript shows under `Command:`. */
  commandLine(request: PromptRequest): string;
  send(exchange: Exchange): Promise<PromptResult>;
}

/** One prompt on its way. */
export interface Exchange {
  readonly request: PromptRequest;
  /** Most bytes that the answer may have. */
  readonly limit: number;
  readonly speech: Speech;
  readonly err: TranscriptSink["err"];
  readonly processes: Processes;
  readonly signal: AbortSignal;
}

export type PromptFailure = Extract<PromptResult, { readonly ok: false }>;

export const cancelled: PromptFailure = {
  ok: false,
  status: 143,
  error: "prompt cancelled",
  reason: "cancelled",
};

/** A failure that we found, not the backend: its text belongs on the prompt's stderr as well. */
export function diagnose(
  exchange: Pick<Exchange, "err">,
  reason: "transport" | "setup",
  error: string,
): PromptFailure {
  exchange.err(`${error}\n`);
  return { ok: false, status: 1, error, reason };
}

export function answerTooLong(exchange: Exchange): PromptFailure {
  const error = `jaiph: the answer is longer than the capture limit of ${exchange.limit} bytes (JAIPH_CAPTURE_LIMIT)`;
  return diagnose(exchange, "setup", error);
}

/** What `agent.backend` can name. Any other command line behind the cursor backend is a custom command. */
export type Backend = "cursor" | "claude" | "codex";

/** Effective settings of one prompt, already resolved from environment and config. */
export interface AgentSettings {
  readonly backend: Backend;
  /** The command line of the cursor backend, split on white space. */
  readonly command: readonly string[];
  readonly model: string | undefined;
  readonly trustedWorkspace: string;
  readonly cursorFlags: readonly string[];
  readonly claudeFlags: readonly string[];
}

export interface PromptRequest {
  readonly text: string;
  readonly settings: AgentSettings;
  readonly workspace: string;
  readonly cwd: string;
  /** The whole environment of the backend but for the mark of its process; nothing of this process is added. */
  readonly env: Readonly<Record<string, string>>;
  /** Most bytes that the answer may have; a longer one fails the prompt. 64 MiB when absent. */
  readonly captureLimit?: number;
}

/** Receives the transcript while it grows. */
export interface TranscriptSink {
  out(text: string): void;
  err(text: string): void;
}

export type PromptResult =
  | { readonly ok: true; readonly answer: string }
  | {
      readonly ok: false;
      readonly status: number;
      readonly error: string;
      /** `transport` may be tried again; `setup` (no executable, no key, a limit) never helps to repeat. */
      readonly reason: "transport" | "setup" | "cancelled";
    };

/** Sends one prompt to the backend that its settings name. Resolves however that ends; rejects only for bugs. */
export type Ask = (
  request: PromptRequest,
  sink: TranscriptSink,
  signal: AbortSignal,
) => Promise<PromptResult>;

export interface ModelChoice {
  readonly model: string | null;
  readonly reason: "explicit" | "flags" | "backend-default";
}

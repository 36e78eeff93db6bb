/** A place where a script can run. It knows no syntax tree and prints nothing. */
export interface Target {
  readonly name: string;
  /** Resolves when the script is over, however it ended; rejects only for bugs. */
  run(job: ScriptJob, signal: AbortSignal): Promise<ScriptResult>;
  close(): Promise<void>;
}

export interface ScriptJob {
  /** Absolute local path of the executable file. */
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Descriptors opened for appending. Output goes there as it comes, raw, and never through this process's memory. */
  readonly stdout: number;
  readonly stderr: number;
  /** Limit for this attempt. */
  readonly timeoutMs?: number;
  /** The fields of `with`, for places that hand out resources; this machine ignores them. */
  readonly resources?: Readonly<Record<string, string>>;
}

export interface ScriptResult {
  readonly ending: Ending;
  readonly elapsedMs: number;
}

export type Ending =
  | { readonly kind: "exit"; readonly code: number }
  | { readonly kind: "signal"; readonly signal: string }
  | { readonly kind: "timeout"; readonly afterMs: number }
  | { readonly kind: "cancelled" }
  /** The script never started; nothing has run. */
  | { readonly kind: "not-started"; readonly reason: string }
  /** The connection or the record of the script is gone: whether it finished is unknown. */
  | { readonly kind: "lost"; readonly reason: string };

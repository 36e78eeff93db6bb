import { cutUnits } from "../events/index.ts";

/** Why a step, and with it its body, ended without success. */
export interface Failure {
  readonly status: number;
  readonly output: Output;
  /** The step whose failure this is; absent while it belongs to the body that is being executed. */
  readonly stepId?: string;
  /** The innermost step on the way to the cause. */
  readonly originId?: string;
}

/** What a closed step, or a failure without one, has to say. Read on demand, never held. */
export interface Output {
  /** The first `limit` characters; as many as a capture may hold when no limit is given. */
  read(stream: "out" | "err", limit?: number): string;
  chunks(stream: "out" | "err"): Iterable<string | Uint8Array>;
}

export interface Failed {
  readonly ok: false;
  readonly failure: Failure;
}

export type Result<T = string> = { readonly ok: true; readonly value: T } | Failed;

/** How a list of steps ended, or one of them. */
export type Completion = Done | Returned | Failed;

export interface Done {
  readonly ok: true;
  readonly returned?: never;
}

export interface Returned {
  readonly ok: true;
  readonly returned: string;
}

export const done: Done = { ok: true };

export function succeed<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** A failure of the body itself, with a message of its own. */
export function failed(message: string, status = 1): Failed {
  return { ok: false, failure: { status, output: errorOutput(message) } };
}

/** An output that is nothing but an error message. */
export function errorOutput(message: string): Output {
  return {
    read: (stream, limit) => (stream === "err" ? cutUnits(message, limit ?? message.length) : ""),
    chunks: (stream) => (stream === "err" ? [message] : []),
  };
}

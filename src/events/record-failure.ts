import { getSystemErrorMap } from "node:util";

/** Why the records of a run cannot be kept: a full disk, a missing right. The run must not go on without them. */
export interface RecordFailure {
  readonly path: string;
  /** The system's name of the error, as `ENOSPC`. */
  readonly code: string;
  /** One line that names what was tried, the path and the reason. */
  readonly message: string;
}

export type OnRecordFailure = (failure: RecordFailure) => void;

export type Opened<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: RecordFailure };

/** `attempt` completes "cannot …", as in "write". */
export function recordFailure(attempt: string, path: string, error: unknown): RecordFailure {
  const { code, errno, message } = error as NodeJS.ErrnoException;
  const reason = errno === undefined ? message : (getSystemErrorMap().get(errno)?.[1] ?? message);
  return { path, code: code ?? "EIO", message: `cannot ${attempt} ${path}: ${reason}` };
}

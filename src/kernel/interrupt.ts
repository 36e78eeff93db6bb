import { setMaxListeners } from "node:events";
import { type Failed, failed } from "./result.ts";

/** Why a signal inside the kernel was aborted, when it was the time limit of a call. */
export class TimeLimit {
  readonly seconds: number;
  /** Depth of the call that has the limit: its own step is the one that timed out. */
  readonly depth: number;

  constructor(seconds: number, depth: number) {
    this.seconds = seconds;
    this.depth = depth;
  }
}

/** Runs `work` under a signal that is aborted with `outer`, and when the time is over. */
export async function withTimeLimit<T>(
  outer: AbortSignal,
  limit: TimeLimit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const pass = () => controller.abort(outer.reason);
  if (outer.aborted) pass();
  outer.addEventListener("abort", pass, { once: true });
  const timer = setTimeout(() => controller.abort(limit), Math.min(limit.seconds * 1000, LONGEST_TIMER));
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener("abort", pass);
  }
}

/** Waits, but not beyond the abort of `signal`. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, Math.min(ms, LONGEST_TIMER));
    signal.addEventListener("abort", done, { once: true });
  });
}

/** Node fires a timer at once when it is set to more: about 24 days. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The failure of everything that is open when `signal` is aborted. No handler may see it. */
export function interruption(signal: AbortSignal): Failed {
  const reason: unknown = signal.reason;
  if (reason instanceof TimeLimit) return failed("", 124);
  return failed("", signalName(reason) === "SIGTERM" ? 143 : 130);
}

/** The signal that stopped the run: what the caller gave as the reason of its abort. */
export function signalName(reason: unknown): string {
  return reason === "SIGTERM" ? "SIGTERM" : "SIGINT";
}

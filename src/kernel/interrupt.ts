import { setMaxListeners } from "node:events";
import type { StopReason } from "./ports.ts";
import { type Failed, failed } from "./result.ts";

/** Why a signal inside the kernel was aborted, when it was the time limit of a call. */
export class TimeLimit {
  readonly kind = "time-limit";
  readonly seconds: number;
  /** Depth of the call that has the limit: its own step is the one that timed out. */
  readonly depth: number;

  constructor(seconds: number, depth: number) {
    this.seconds = seconds;
    this.depth = depth;
  }
}

/** Everything that a signal inside the kernel can be aborted for. */
type Reason = StopReason | TimeLimit | { readonly kind: "bug" };

/** An abort that follows another one, and that the kernel can make itself. */
export class Stop {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal;
  readonly #follow = () => this.#controller.abort(this.#outer.reason);

  constructor(outer: AbortSignal) {
    this.#outer = outer;
    // Every running script and prompt, and every inner time limit, listens to it.
    setMaxListeners(0, this.signal);
    if (outer.aborted) this.#follow();
    else outer.addEventListener("abort", this.#follow, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason: Reason): void {
    this.#controller.abort(reason);
  }

  /** Follows no more. */
  forget(): void {
    this.#outer.removeEventListener("abort", this.#follow);
  }
}

/** Runs `work` under a signal that is aborted with `outer`, and when the time is over. */
export async function withTimeLimit<T>(
  outer: AbortSignal,
  limit: TimeLimit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new Stop(outer);
  const timer = setTimeout(() => stop.abort(limit), Math.min(limit.seconds * 1000, longestTimer));
  try {
    return await work(stop.signal);
  } finally {
    clearTimeout(timer);
    stop.forget();
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
    const timer = setTimeout(done, Math.min(ms, longestTimer));
    signal.addEventListener("abort", done, { once: true });
  });
}

/** Node fires a timer at once when it is set to more: about 24 days. */
const longestTimer = 2 ** 31 - 1;

/** The failure of everything that is open when `signal` is aborted. No handler may see it. */
export function interruption(signal: AbortSignal): Failed {
  return failed("", statusOf(reasonOf(signal)));
}

function statusOf(reason: Reason): number {
  switch (reason.kind) {
    case "time-limit":
      return 124;
    case "signal":
      return reason.name === "SIGTERM" ? 143 : 130;
    case "records":
    case "bug":
      return 1;
    default:
      return reason satisfies never;
  }
}

/** Why `signal` was aborted: whoever makes one for the kernel promises such a reason. */
export function reasonOf(signal: AbortSignal): Reason {
  return signal.reason as Reason;
}

import type { RunOutcome } from "../kernel/index.ts";
import { hurryOutput } from "./output.ts";

export interface Interrupts {
  /** Aborted at the first signal, with the signal's name as the reason. */
  readonly signal: AbortSignal;
  /** Ends the run for a reason of its own, as the first signal would. */
  readonly stop: (reason: string) => void;
}

/** A hang-up is the end of the terminal, and what runs in it ends as at a polite request. */
const meanings = { SIGINT: "SIGINT", SIGTERM: "SIGTERM", SIGHUP: "SIGTERM" } as const;

/** What a killed run may take for its closing events. */
const lastWordsMs = 500;

const exitCodes: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143 };

/** 0 or 1, and after a signal what a shell expects. */
export function exitCodeOf({ status, interrupted = "" }: RunOutcome): number {
  return exitCodes[interrupted] ?? (status === 0 ? 0 : 1);
}

/**
 * From now on the first signal asks the run to end; it still writes its closing events. The second calls `killNow`,
 * and the process ends at once or, at the latest, half a second later.
 */
export function watchInterrupts(killNow: () => void): Interrupts {
  const controller = new AbortController();
  controller.signal.addEventListener("abort", hurryOutput, { once: true });
  for (const [name, reason] of Object.entries(meanings)) {
    process.on(name, () => {
      if (!controller.signal.aborted) {
        controller.abort(reason);
        return;
      }
      killNow();
      setTimeout(() => process.exit(exitCodes[String(controller.signal.reason)] ?? 1), lastWordsMs).unref();
    });
  }
  return { signal: controller.signal, stop: (reason) => controller.abort(reason) };
}

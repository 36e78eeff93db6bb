import type { RunOutcome, SignalName, StopReason } from "../kernel/index.ts";
import { hurryOutput } from "./output.ts";

/** This process, as far as it hears signals. */
type SignalSource = Pick<NodeJS.EventEmitter, "on">;

export interface Interrupts {
  /** Aborted at the first signal, or by `stop`. */
  readonly signal: AbortSignal;
  /** Ends the run for a reason of its own; the next signal still counts as the first. */
  readonly stop: (reason: StopReason) => void;
}

/** A hang-up and Ctrl-\ are the end of the run, and what runs in it ends as at a polite request. */
const meanings = { SIGINT: "SIGINT", SIGTERM: "SIGTERM", SIGHUP: "SIGTERM", SIGQUIT: "SIGTERM" } as const;

/** What a killed run may take for its closing events. */
const lastWordsMs = 500;

const exitCodes: Readonly<Record<SignalName, number>> = { SIGINT: 130, SIGTERM: 143 };

/** 0 or 1, and after a signal what a shell expects. */
export function exitCodeOf({ status, interrupted }: RunOutcome): number {
  return interrupted ? exitCodes[interrupted] : Number(status !== 0);
}

/**
 * From now on the first signal asks the run to end; it still writes its closing events. The second calls `killNow`,
 * and the process ends at once or, at the latest, half a second later.
 */
export function watchInterrupts(killNow: () => void, source: SignalSource = process): Interrupts {
  const controller = new AbortController();
  let asked: SignalName | undefined;
  controller.signal.addEventListener("abort", hurryOutput, { once: true });
  const stop = (reason: StopReason) => controller.abort(reason);
  for (const [signal, name] of Object.entries(meanings)) {
    source.on(signal, () => {
      if (asked === undefined) {
        asked = name;
        stop({ kind: "signal", name });
        return;
      }
      const code = exitCodes[asked];
      killNow();
      setTimeout(() => process.exit(code), lastWordsMs).unref();
    });
  }
  return { signal: controller.signal, stop };
}

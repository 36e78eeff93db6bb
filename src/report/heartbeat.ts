import type { Event, StepStart } from "../events/index.ts";
import { prefix } from "./prefix.ts";
import type { Style } from "./style.ts";
import { isRoot, stepTitle } from "./tree.ts";

export interface HeartbeatSettings {
  /** Seconds that a step runs before its first beat. */
  readonly firstSec: number;
  readonly intervalMs: number;
}

const defaults: HeartbeatSettings = { firstSec: 60, intervalMs: 30_000 };
const shortestInterval = 250;

/** The settings that `env` asks for; values that make no sense count as not given. */
export function heartbeatSettings(env: Readonly<Record<string, string | undefined>>): HeartbeatSettings {
  const firstSec = numberIn(env["JAIPH_NON_TTY_HEARTBEAT_FIRST_SEC"]);
  const intervalMs = numberIn(env["JAIPH_NON_TTY_HEARTBEAT_INTERVAL_MS"]);
  return {
    firstSec: firstSec >= 0 ? firstSec : defaults.firstSec,
    intervalMs: intervalMs >= shortestInterval ? intervalMs : defaults.intervalMs,
  };
}

/** Compares false with everything when the text is no number. */
function numberIn(text: string | undefined): number {
  const number = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : Number.NaN;
}

interface Heartbeat {
  see(event: Event, now: number): void;
  /** The line of the most recently started step still running; undefined when it is not time for one. */
  beat(now: number): string | undefined;
}

interface RunningStep {
  readonly event: StepStart;
  readonly startedAt: number;
  lastBeat?: { readonly at: number; readonly seconds: number };
}

/** Tells a reader of a pipe that a long step is alive. */
export function createHeartbeat({ firstSec, intervalMs }: HeartbeatSettings, style: Style): Heartbeat {
  // In the order of their starts.
  const running = new Map<string, RunningStep>();
  return {
    see(event, now) {
      if (event.type === "STEP_START" && !isRoot(event)) running.set(event.id, { event, startedAt: now });
      if (event.type === "STEP_END") running.delete(event.id);
    },
    beat(now) {
      const step = Array.from(running.values()).at(-1);
      if (step === undefined) return undefined;
      const seconds = Math.floor((now - step.startedAt) / 1000);
      const { lastBeat } = step;
      const tooEarly =
        lastBeat === undefined
          ? seconds < firstSec
          : now - lastBeat.at < intervalMs || seconds <= lastBeat.seconds;
      if (tooEarly) return undefined;
      step.lastBeat = { at: now, seconds };
      const place = prefix(step.event.depth, step.event.async_indices);
      return style.dim(`${place}· ${stepTitle(step.event)} (running ${seconds}s)`);
    },
  };
}

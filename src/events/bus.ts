import type { Emit, Event } from "./event.ts";
import type { Redactor } from "./redact.ts";
import { type Stamp, stampEvent } from "./stamp.ts";

/** Called once for each event, in order, before `emit` returns. */
export type Listener = (event: Event) => void;

export interface Bus {
  readonly emit: Emit;
  /** Listeners are called in the order in which they came; the journal comes first. */
  subscribe(listener: Listener): void;
}

interface BusOptions {
  readonly runId: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Applied once, so that no listener ever sees a secret. */
  readonly redactor: Redactor;
}

/** The one place through which every event of a run goes. */
export function createBus({ runId, now, redactor }: BusOptions): Bus {
  const listeners: Listener[] = [];
  const stamp = secondStamps(runId, now);
  return {
    emit(raw) {
      const event = redactor.event(stampEvent(raw, stamp()));
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.push(listener);
    },
  };
}

/** Time has second precision on the wire, so one stamp serves all events of a second. */
function secondStamps(run_id: string, now: () => number): () => Stamp {
  let second = Number.NaN;
  let stamp: Stamp = { ts: "", run_id };
  return () => {
    const current = Math.floor(now() / 1000);
    if (current !== second) {
      second = current;
      stamp = { ts: `${new Date(current * 1000).toISOString().slice(0, 19)}Z`, run_id };
    }
    return stamp;
  };
}

import type { Event, Log, StepEnd, StepStart } from "./event.ts";
import { parseEvent } from "./parse-event.ts";

/** Stands before the JSON of an event on the standard error of a run under `--raw`. */
const marker = "__JAIPH_EVENT__ ";

/** An event as it travels on the stream: without what its reader knows from the line before or does not need. */
type StreamEvent =
  | Omit<StepStart, "event_version">
  | Omit<StepEnd, "event_version">
  | Omit<Log, "ts" | "run_id" | "event_version">;

/** The line, with its line end; undefined for the types that only the journal holds. */
export function streamLine(event: Event): string | undefined {
  const wire = wireForm(event);
  return wire && `${marker}${JSON.stringify(wire)}\n`;
}

function wireForm(event: Event): StreamEvent | undefined {
  switch (event.type) {
    case "STEP_START":
    case "STEP_END": {
      const { event_version, ...wire } = event;
      return wire;
    }
    case "LOG":
    case "LOGERR":
    case "LOGWARN": {
      const { ts, run_id, event_version, ...wire } = event;
      return wire;
    }
    case "WORKFLOW_START":
    case "WORKFLOW_END":
    case "PROMPT_START":
    case "PROMPT_END":
    case "INBOX_ENQUEUE":
    case "INBOX_DISPATCH_START":
    case "INBOX_DISPATCH_COMPLETE":
      return undefined;
    default:
      return event satisfies never;
  }
}

type StreamLine =
  | { readonly kind: "event"; readonly event: StreamEvent }
  /** An event of a type that this release does not know: to be ignored. */
  | { readonly kind: "unknown" }
  /** Ordinary text of the standard error. */
  | { readonly kind: "text" };

/** Reads a line of the stream, without its line end. The marker may stand anywhere in it. */
export function parseStreamLine(line: string): StreamLine {
  const at = line.indexOf(marker);
  if (at < 0) return { kind: "text" };
  const parsed = parseEvent(line.slice(at + marker.length));
  if (parsed === undefined) return { kind: "text" };
  if (parsed === "unknown") return { kind: "unknown" };
  // The types that do not travel are no use to a reader of the stream, which types its events as such.
  return wireForm(parsed) === undefined
    ? { kind: "unknown" }
    : { kind: "event", event: parsed as StreamEvent };
}

import type { Event, Params } from "./event.ts";
import { secretForms } from "./secret-forms.ts";

/** Replaces secret values by `[REDACTED]`. Does nothing, at no cost, when there is no secret. */
export interface Redactor {
  text(text: string): string;
  /** The same object when nothing in it is secret. */
  event(event: Event): Event;
}

export const mask = "[REDACTED]";

/** A redactor that knows the values of the variables in `env` whose names say that they are secret. */
export function createRedactor(env: Readonly<Record<string, string | undefined>>): Redactor {
  const forms = secretForms(env);
  if (forms.length === 0) return { text: (text) => text, event: (event) => event };
  const matcher = new RegExp(forms.map(escapeRegExp).join("|"), "g");
  const text = (value: string) => value.replace(matcher, mask);
  return { text, event: (event) => redactEvent(event, text) };
}

function redactEvent(event: Event, text: (value: string) => string): Event {
  switch (event.type) {
    case "LOG":
    case "LOGERR":
    case "LOGWARN":
      return { ...event, message: text(event.message) };
    case "STEP_START":
      return { ...event, params: redactParams(event.params, text) };
    case "STEP_END":
      return {
        ...event,
        params: redactParams(event.params, text),
        out_content: text(event.out_content),
        err_content: text(event.err_content),
      };
    case "PROMPT_START":
      return { ...event, preview: text(event.preview) };
    case "INBOX_ENQUEUE":
      return { ...event, payload_preview: text(event.payload_preview) };
    case "WORKFLOW_START":
    case "WORKFLOW_END":
    case "PROMPT_END":
    case "INBOX_DISPATCH_START":
    case "INBOX_DISPATCH_COMPLETE":
      return event;
    default:
      return event satisfies never;
  }
}

function redactParams(params: Params, text: (value: string) => string): Params {
  return params.map(([key, value]) => [key, text(value)] as const);
}

function escapeRegExp(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

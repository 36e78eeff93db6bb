import type { Event, Params } from "./event.ts";
import { contentLimit, ellipsis, previewLimit } from "./limits.ts";
import { secretForms } from "./secret-forms.ts";

/** Replaces secret values by `[REDACTED]`. Does nothing, at no cost, when there is no secret. */
export interface Redactor {
  text(text: string): string;
  /** The same object when nothing in it is secret. */
  event(event: Event): Event;
}

const mask = "[REDACTED]";
/** Fewer characters of a secret at the end of a cut text are kept: they are as likely to be something else. */
const shortestRest = 4;

/** A redactor that knows the values of the variables in `env` whose names say that they are secret. */
export function createRedactor(env: Readonly<Record<string, string | undefined>>): Redactor {
  const forms = secretForms(env);
  if (forms.length === 0) return { text: (text) => text, event: (event) => event };
  const matcher = new RegExp(forms.map(escapeRegExp).join("|"), "g");
  const texts: Texts = {
    whole: (text) => text.replace(matcher, mask),
    cut: (text) => maskStartedSecret(text.replace(matcher, mask), forms),
  };
  return { text: texts.whole, event: (event) => redactEvent(event, texts) };
}

interface Texts {
  readonly whole: (text: string) => string;
  /** For a text that lost its end: it may have lost part of a secret. */
  readonly cut: (text: string) => string;
}

function redactEvent(event: Event, texts: Texts): Event {
  switch (event.type) {
    case "LOG":
    case "LOGERR":
    case "LOGWARN": {
      const message = texts.whole(event.message);
      return message === event.message ? event : { ...event, message };
    }
    case "STEP_START":
      return { ...event, params: redactParams(event.params, texts) };
    case "STEP_END":
      return {
        ...event,
        params: redactParams(event.params, texts),
        out_content: redactHead(event.out_content, contentLimit, texts),
        err_content: redactHead(event.err_content, contentLimit, texts),
      };
    case "PROMPT_START":
      return { ...event, preview: redactHead(event.preview, previewLimit, texts) };
    case "INBOX_ENQUEUE":
      return { ...event, payload_preview: redactPayload(event.payload_preview, texts) };
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

function redactParams(params: Params, { whole }: Texts): Params {
  return params.map(([key, value]) => [key, whole(value)] as const);
}

function redactHead(text: string, limit: number, texts: Texts): string {
  // A head may be one unit short of its limit, where a surrogate pair would have been split.
  return text.length >= limit - 1 ? texts.cut(text) : texts.whole(text);
}

function redactPayload(preview: string, { whole, cut }: Texts): string {
  return preview.endsWith(ellipsis) ? cut(preview.slice(0, -ellipsis.length)) + ellipsis : whole(preview);
}

/** Masks the beginning of a secret at the end of a text. */
function maskStartedSecret(text: string, forms: readonly string[]): string {
  for (const form of forms)
    for (let length = form.length - 1; length >= shortestRest; length--)
      if (text.endsWith(form.slice(0, length))) return text.slice(0, -length) + mask;
  return text;
}

function escapeRegExp(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

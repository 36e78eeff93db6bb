import type {
  Event,
  InboxDispatchComplete,
  InboxDispatchStart,
  InboxEnqueue,
  Log,
  PromptEnd,
  PromptStart,
  StepEnd,
  StepStart,
  Unstamped,
} from "./event.ts";

/** What the bus adds to every event, beside the version. */
export interface Stamp {
  readonly ts: string;
  readonly run_id: string;
}

const version = { event_version: 1 } as const;

/** The complete event, its keys in the order of the wire, whatever order the producer used. */
export function stampEvent(event: Unstamped, stamp: Stamp): Event {
  switch (event.type) {
    case "LOG":
    case "LOGERR":
    case "LOGWARN":
      return stampLog(event, stamp);
    case "STEP_START":
      return stampStepStart(event, stamp);
    case "STEP_END":
      return stampStepEnd(event, stamp);
    case "WORKFLOW_START":
    case "WORKFLOW_END": {
      const { type, workflow, source } = event;
      return { type, workflow, source, ...stamp, ...version };
    }
    case "PROMPT_START":
    case "PROMPT_END":
      return stampPrompt(event, stamp);
    case "INBOX_ENQUEUE":
    case "INBOX_DISPATCH_START":
    case "INBOX_DISPATCH_COMPLETE":
      return stampInbox(event, stamp);
    default:
      return event satisfies never;
  }
}

function stampLog(event: Unstamped<Log>, { ts, run_id }: Stamp): Log {
  const { type, message, depth, async_indices } = event;
  // Written out twice, without a spread: this is the event that comes by the hundred thousand.
  return async_indices === undefined || async_indices.length === 0
    ? { type, message, depth, ts, run_id, event_version: 1 }
    : { type, message, depth, async_indices, ts, run_id, event_version: 1 };
}

function stampStepStart(event: Unstamped<StepStart>, { ts, run_id }: Stamp): StepStart {
  const { type, func, kind, name, out_file, err_file, id, parent_id, seq, depth, params } = event;
  return {
    ...{ type, func, kind, name, ts, status: null, elapsed_ms: null, out_file, err_file },
    ...{ id, parent_id, seq, depth, run_id, params },
    ...delivery(event),
    ...branch(event),
    ...version,
  };
}

function stampStepEnd(event: Unstamped<StepEnd>, { ts, run_id }: Stamp): StepEnd {
  const { type, func, kind, name, status, elapsed_ms, out_file, err_file } = event;
  const { id, parent_id, seq, depth, params, out_content, err_content, timed_out, cause_id } = event;
  return {
    ...{ type, func, kind, name, ts, status, elapsed_ms, out_file, err_file },
    ...{ id, parent_id, seq, depth, run_id, params, out_content, err_content },
    ...delivery(event),
    ...(timed_out && { timed_out }),
    ...(cause_id !== undefined && { cause_id }),
    ...branch(event),
    ...version,
  };
}

function delivery({ dispatched, channel, sender }: Unstamped<StepStart | StepEnd>) {
  return {
    ...(dispatched && { dispatched }),
    ...(channel !== undefined && { channel }),
    ...(sender !== undefined && { sender }),
  };
}

function branch({ async_indices }: Unstamped<StepStart | StepEnd>) {
  return async_indices !== undefined && async_indices.length > 0 ? { async_indices } : {};
}

function stampPrompt(event: Unstamped<PromptStart | PromptEnd>, stamp: Stamp): PromptStart | PromptEnd {
  const { depth, step_id, step_name, backend, model, model_reason } = event;
  const fields = { ...stamp, depth, step_id, step_name, backend, model, model_reason };
  return event.type === "PROMPT_START"
    ? { type: event.type, ...fields, status: event.status, preview: event.preview, ...version }
    : { type: event.type, ...fields, status: event.status, preview: event.preview, ...version };
}

type Inbox = InboxEnqueue | InboxDispatchStart | InboxDispatchComplete;

function stampInbox(event: Unstamped<Inbox>, stamp: Stamp): Inbox {
  const { channel, sender, inbox_seq } = event;
  const fields = { ...stamp, channel, sender, inbox_seq };
  switch (event.type) {
    case "INBOX_ENQUEUE": {
      const { type, payload_preview, payload_ref } = event;
      return { type, ...fields, payload_preview, payload_ref, ...version };
    }
    case "INBOX_DISPATCH_START": {
      const { type, target } = event;
      return { type, ...fields, target, ...version };
    }
    case "INBOX_DISPATCH_COMPLETE": {
      const { type, target, status, elapsed_ms } = event;
      return { type, ...fields, target, status, elapsed_ms, ...version };
    }
    default:
      return event satisfies never;
  }
}

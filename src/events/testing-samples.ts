import type { Params, PromptStart, StepStart, Unstamped } from "./event.ts";
import type { EventType } from "./event-fields.ts";

const script: StepStart["kind"] = "script";
const params: Params = [["arg1", "3"]];
/** What a script step says at its start and its end, without any optional property. */
export const plainStep = {
  ...{ func: "tally", kind: script, name: "tally", out_file: "/d/1.out", err_file: "/d/1.err" },
  ...{ id: "R:P:3", parent_id: "R:P:2", seq: 3, depth: 2, params },
};
const model_reason: PromptStart["model_reason"] = "backend-default";
const prompt = {
  depth: 1,
  step_id: "R:P:1",
  step_name: "default",
  backend: "claude",
  model: null,
  model_reason,
};
const yes = true as const;
const inbox = { channel: "news", sender: "default", inbox_seq: "001" };

/** One event of each type, every optional property set, the keys in an order that is not that of the wire. */
export const samples: { readonly [T in EventType]: Unstamped & { readonly type: T } } = {
  WORKFLOW_START: { source: "tally.jh", workflow: "default", type: "WORKFLOW_START" },
  WORKFLOW_END: { source: "tally.jh", workflow: "default", type: "WORKFLOW_END" },
  STEP_START: {
    ...{ async_indices: [1, 2], sender: "default", channel: "news", dispatched: yes },
    ...{ ...plainStep, elapsed_ms: null, status: null, type: "STEP_START" },
  },
  STEP_END: {
    ...{ async_indices: [1, 2], sender: "default", channel: "news", dispatched: yes },
    ...{ cause_id: "R:P:4", timed_out: yes, err_content: "", out_content: "3 apples\n" },
    ...{ ...plainStep, elapsed_ms: 7, status: 0, type: "STEP_END" },
  },
  LOG: { async_indices: [1], depth: 2, message: "counting 3", type: "LOG" },
  LOGERR: { depth: 2, message: "bad", type: "LOGERR" },
  LOGWARN: { depth: 2, message: "odd", type: "LOGWARN" },
  PROMPT_START: { ...prompt, preview: "say hi", status: null, type: "PROMPT_START" },
  PROMPT_END: { ...prompt, preview: null, status: 0, type: "PROMPT_END" },
  INBOX_ENQUEUE: { ...inbox, payload_ref: null, payload_preview: "hi", type: "INBOX_ENQUEUE" },
  INBOX_DISPATCH_START: { ...inbox, target: "reader", type: "INBOX_DISPATCH_START" },
  INBOX_DISPATCH_COMPLETE: {
    ...{ ...inbox, elapsed_ms: 5, status: 0, target: "reader" },
    type: "INBOX_DISPATCH_COMPLETE",
  },
};

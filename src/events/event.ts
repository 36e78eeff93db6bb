/**
 * The one event union: what the journal holds, what `--raw` prints and what every report consumes.
 * Consumers ignore keys and types they do not know. `event-fields.ts` holds the same as data, in the order of the wire.
 */
export type Event =
  | WorkflowBoundary
  | StepStart
  | StepEnd
  | Log
  | PromptStart
  | PromptEnd
  | InboxEnqueue
  | InboxDispatchStart
  | InboxDispatchComplete;

export type StepKind = "workflow" | "rule" | "script" | "prompt";
export type LogType = "LOG" | "LOGERR" | "LOGWARN";
export type Params = readonly (readonly [key: string, value: string])[];

export interface WorkflowBoundary {
  readonly type: "WORKFLOW_START" | "WORKFLOW_END";
  readonly workflow: string;
  /** Base name of the entry file. */
  readonly source: string;
  readonly ts: string;
  readonly run_id: string;
  readonly event_version: 1;
}

interface StepFields {
  readonly func: string;
  readonly kind: StepKind;
  readonly name: string;
  /** UTC, second precision. */
  readonly ts: string;
  readonly out_file: string;
  readonly err_file: string;
  /** Opaque to consumers; equal in the start and the end of a step. */
  readonly id: string;
  readonly parent_id: string | null;
  readonly seq: number;
  readonly depth: number;
  readonly run_id: string;
  readonly params: Params;
  /** 1-based branch numbers from the outermost `run async` to the innermost; absent outside branches. */
  readonly async_indices?: readonly number[];
  readonly dispatched?: true;
  readonly channel?: string;
  readonly sender?: string;
  readonly event_version: 1;
}

export interface StepStart extends StepFields {
  readonly type: "STEP_START";
  readonly status: null;
  readonly elapsed_ms: null;
}

export interface StepEnd extends StepFields {
  readonly type: "STEP_END";
  readonly status: number;
  readonly elapsed_ms: number;
  /** First 1,048,576 characters of the step's output; `err_content` is empty when the status is 0. */
  readonly out_content: string;
  readonly err_content: string;
  readonly timed_out?: true;
  /** Id of the nested step whose failure ended this one: the way from the root to the cause of a failed run. */
  readonly cause_id?: string;
}

export interface Log {
  readonly type: LogType;
  /** Before escape expansion. */
  readonly message: string;
  readonly depth: number;
  readonly async_indices?: readonly number[];
  readonly ts: string;
  readonly run_id: string;
  readonly event_version: 1;
}

interface PromptFields {
  readonly ts: string;
  readonly run_id: string;
  readonly depth: number;
  /** The enclosing workflow's step, not the prompt's own. */
  readonly step_id: string | null;
  readonly step_name: string | null;
  readonly backend: string;
  readonly model: string | null;
  readonly model_reason: "explicit" | "flags" | "backend-default";
  readonly event_version: 1;
}

export interface PromptStart extends PromptFields {
  readonly type: "PROMPT_START";
  readonly status: null;
  /** First 120 characters of the prompt text. */
  readonly preview: string;
}

export interface PromptEnd extends PromptFields {
  readonly type: "PROMPT_END";
  readonly status: number;
  readonly preview: null;
}

interface InboxFields {
  readonly ts: string;
  readonly run_id: string;
  readonly channel: string;
  readonly sender: string;
  /** Zero-padded to three digits; the number in the inbox file's name. */
  readonly inbox_seq: string;
  readonly event_version: 1;
}

export interface InboxEnqueue extends InboxFields {
  readonly type: "INBOX_ENQUEUE";
  readonly payload_preview: string;
  readonly payload_ref: string | null;
}

export interface InboxDispatchStart extends InboxFields {
  readonly type: "INBOX_DISPATCH_START";
  readonly target: string;
}

export interface InboxDispatchComplete extends InboxFields {
  readonly type: "INBOX_DISPATCH_COMPLETE";
  readonly target: string;
  readonly status: number;
  readonly elapsed_ms: number;
}

/** What a producer says; the bus stamps `ts`, `run_id` and `event_version`. */
export type Unstamped<E extends Event = Event> = E extends Event
  ? Omit<E, "ts" | "run_id" | "event_version">
  : never;
export type Emit = (event: Unstamped) => void;

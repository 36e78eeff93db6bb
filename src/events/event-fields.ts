import type { Event } from "./event.ts";
import {
  type Field,
  integer,
  integers,
  nothing,
  type OptionalField,
  oneOf,
  optional,
  pairs,
  type RequiredField,
  text,
  textOrNull,
} from "./field.ts";

export type EventType = Event["type"];

/** The event of that type, where several types share an interface. */
type EventOf<T extends EventType, E extends Event = Event> = E extends Event
  ? T extends E["type"]
    ? Omit<E, "type"> & { readonly type: T }
    : never
  : never;

type FieldsOf<E> = {
  readonly [K in keyof E]-?: E extends Record<K, E[K]>
    ? RequiredField<E[K]>
    : OptionalField<NonNullable<E[K]>>;
};

const stamp = { ts: text, run_id: text };
const version = { event_version: oneOf(1) };

const stepHead = {
  func: text,
  kind: oneOf("workflow", "rule", "script", "prompt"),
  name: text,
  ts: text,
};
const stepMiddle = {
  out_file: text,
  err_file: text,
  id: text,
  parent_id: textOrNull,
  seq: integer,
  depth: integer,
  run_id: text,
  params: pairs,
};
const delivery = { dispatched: optional(oneOf(true)), channel: optional(text), sender: optional(text) };
const branch = { async_indices: optional(integers) };

const log = { message: text, depth: integer, ...branch, ...stamp, ...version };
const prompt = {
  ...stamp,
  depth: integer,
  step_id: textOrNull,
  step_name: textOrNull,
  backend: text,
  model: textOrNull,
  model_reason: oneOf("explicit", "flags", "backend-default"),
};
const inbox = { ...stamp, channel: text, sender: text, inbox_seq: text };

/** Every property of every event in the order of the wire. A property that the union lacks does not compile. */
export const eventFields: { readonly [T in EventType]: FieldsOf<EventOf<T>> } = {
  WORKFLOW_START: { type: oneOf("WORKFLOW_START"), workflow: text, source: text, ...stamp, ...version },
  WORKFLOW_END: { type: oneOf("WORKFLOW_END"), workflow: text, source: text, ...stamp, ...version },
  STEP_START: {
    type: oneOf("STEP_START"),
    ...stepHead,
    status: nothing,
    elapsed_ms: nothing,
    ...stepMiddle,
    ...delivery,
    ...branch,
    ...version,
  },
  STEP_END: {
    type: oneOf("STEP_END"),
    ...stepHead,
    status: integer,
    elapsed_ms: integer,
    ...stepMiddle,
    out_content: text,
    err_content: text,
    ...delivery,
    timed_out: optional(oneOf(true)),
    cause_id: optional(text),
    ...branch,
    ...version,
  },
  LOG: { type: oneOf("LOG"), ...log },
  LOGERR: { type: oneOf("LOGERR"), ...log },
  LOGWARN: { type: oneOf("LOGWARN"), ...log },
  PROMPT_START: { type: oneOf("PROMPT_START"), ...prompt, status: nothing, preview: text, ...version },
  PROMPT_END: { type: oneOf("PROMPT_END"), ...prompt, status: integer, preview: nothing, ...version },
  INBOX_ENQUEUE: {
    type: oneOf("INBOX_ENQUEUE"),
    ...inbox,
    payload_preview: text,
    payload_ref: textOrNull,
    ...version,
  },
  INBOX_DISPATCH_START: { type: oneOf("INBOX_DISPATCH_START"), ...inbox, target: text, ...version },
  INBOX_DISPATCH_COMPLETE: {
    type: oneOf("INBOX_DISPATCH_COMPLETE"),
    ...inbox,
    target: text,
    status: integer,
    elapsed_ms: integer,
    ...version,
  },
};

/** The properties of a type by name, where the type is only known at run time. */
export function fieldsOf(type: EventType): Readonly<
  Record<
    string,
    Pick<Field<never>, "schema" | "required"> & {
      readonly accepts: (value: unknown) => boolean;
    }
  >
> {
  return eventFields[type];
}

export function isEventType(name: unknown): name is EventType {
  return typeof name === "string" && Object.hasOwn(eventFields, name);
}

import { cutBytes, ellipsis } from "../events/index.ts";
import { type Ref, type SendStep, written } from "../syntax/index.ts";
import { type CallResult, invoke } from "./call.ts";
import type { Context } from "./context.ts";
import { interruption } from "./interrupt.ts";
import { calleeOf } from "./invocation.ts";
import { type Completion, done } from "./result.ts";
import { together } from "./together.ts";

/** Longest payload, in bytes, that an event shows whole. */
const previewBytes = 4096;

interface Message {
  readonly sequence: string;
  readonly channel: string;
  readonly sender: string;
  readonly payload: string;
  readonly routes: readonly Ref[];
}

/** The messages that wait for the end of the entry workflow. */
export class Inbox {
  readonly queue: Message[] = [];
  sent = 0;
}

/** Records a message and puts it in line; a message without a route is recorded and then forgotten. */
export function enqueue(step: SendStep, payload: string, context: Context): void {
  const { ports, inbox, request } = context.run;
  inbox.sent += 1;
  const sequence = String(inbox.sent).padStart(3, "0");
  const channel = written(step.channel);
  const sender = context.frame.name;
  const ref = ports.records.writeInbox(sequence, channel, payload);
  const preview = previewOf(payload);
  ports.emit({
    type: "INBOX_ENQUEUE",
    channel,
    sender,
    inbox_seq: sequence,
    payload_preview: preview,
    payload_ref: preview === payload ? null : ref,
  });
  const routes = request.program.routes.get(step) ?? [];
  if (routes.length > 0) inbox.queue.push({ sequence, channel, sender, payload, routes });
}

/** The payload, cut at a character border with an ellipsis behind it when it is long. */
function previewOf(payload: string): string {
  const head = cutBytes(payload, previewBytes);
  return head === payload ? payload : head + ellipsis;
}

/** Delivers what is in line, and what the deliveries send, until nothing is left or a target fails. */
export async function drain(context: Context): Promise<Completion> {
  const { queue } = context.run.inbox;
  const parallel = context.config.env["JAIPH_INBOX_PARALLEL"] === "true";
  for (let message = queue.shift(); message; message = queue.shift()) {
    const result = await (parallel ? deliverTogether(message, context) : deliverInOrder(message, context));
    if (!result.ok) return result;
  }
  return done;
}

async function deliverInOrder(message: Message, context: Context): Promise<Completion> {
  for (const route of message.routes) {
    if (context.signal.aborted) return interruption(context.signal);
    const result = await deliver(message, route, context);
    if (!result.ok) return result;
  }
  return done;
}

async function deliverTogether(message: Message, context: Context): Promise<Completion> {
  const deliveries = message.routes.map((route) => deliver(message, route, context));
  const results = await together(deliveries, context.run);
  const failure = results.find((result) => !result.ok);
  return failure?.ok === false ? failure : done;
}

async function deliver(message: Message, route: Ref, context: Context): Promise<CallResult> {
  const { ports } = context.run;
  const { channel, sender, payload } = message;
  const callee = calleeOf(route, context);
  const fields = { channel, sender, inbox_seq: message.sequence, target: callee.item.name.text };
  ports.emit({ type: "INBOX_DISPATCH_START", ...fields });
  const startedAt = ports.clock.now();
  const args = [payload, channel, sender];
  const invocation = { callee, args, placement: {}, retries: 0, message: { channel, sender } };
  const result = await invoke(invocation, context);
  ports.emit({
    type: "INBOX_DISPATCH_COMPLETE",
    ...fields,
    status: result.ok ? 0 : result.failure.status,
    elapsed_ms: Math.max(0, Math.round(ports.clock.now() - startedAt)),
  });
  return result;
}

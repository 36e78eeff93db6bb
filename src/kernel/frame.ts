import { basename } from "node:path";
import { contentLimit, type Params, type StepKind, type StepRecords } from "../events/index.ts";
import type { LoadedModule } from "../program/index.ts";
import type { RunState } from "./context.ts";
import { type Failed, type Failure, failed, type Output, type Result, succeed } from "./result.ts";

/** A step that is open: its `STEP_START` is out, its two files are being written. */
export interface Frame extends Opening {
  readonly id: string;
  readonly seq: number;
  readonly depth: number;
  readonly parentId: string | null;
  readonly startedAt: number;
  readonly records: StepRecords;
}

export interface Opening {
  readonly kind: StepKind;
  /** Shown in events: `prompt` for prompts, else the same as `name`. */
  readonly func: string;
  readonly name: string;
  /** The file that defines the step; it names the artifacts. */
  readonly module: LoadedModule;
  readonly params: Params;
  readonly chain: readonly number[];
  /** The message that a channel brought to this step. */
  readonly message?: { readonly channel: string; readonly sender: string };
}

/** Starts a step, unless too many frames are open around it: then nothing is recorded but the failure. */
export function openFrame(run: RunState, parent: Frame | undefined, opening: Opening): Result<Frame> {
  const { ports, counters } = run;
  const { limits } = ports;
  const depth = parent ? parent.depth + 1 : 0;
  if (depth > limits.recursion && opening.kind !== "prompt")
    return failed(
      `Maximum recursion depth (${limits.recursion}) exceeded at ${opening.kind} ${opening.name}`,
    );
  counters.steps += 1;
  const seq = counters.steps;
  const frame: Frame = {
    ...opening,
    id: stepId(run, opening.kind, seq),
    seq,
    depth,
    parentId: parent?.id ?? null,
    startedAt: ports.clock.now(),
    records: ports.records.openStep(seq, basename(opening.module.file, ".jh"), opening.func),
  };
  ports.emit({
    type: "STEP_START",
    ...head(frame),
    status: null,
    elapsed_ms: null,
    ...place(frame),
    ...tail(frame),
  });
  return succeed(frame);
}

function stepId(run: RunState, kind: StepKind, seq: number): string {
  const prefix = `${run.ports.runId}:${run.ports.pid}`;
  if (kind !== "prompt") return `${prefix}:${seq}`;
  run.counters.prompts += 1;
  return `${prefix}:prompt:${run.counters.prompts}`;
}

/** How a step ended; its files already hold everything. */
export interface FrameEnd {
  readonly status: number;
  readonly timedOut?: boolean;
  /** The nested step whose failure ended this one. */
  readonly cause?: Failure;
}

/** What is known of a step after its end: its output, read when somebody asks. */
export interface ClosedFrame {
  readonly output: Output;
  /** The whole output, trimmed, or a failure that names the limit. */
  readonly capture: () => Result;
}

/** Ends a step: closes its files, then says `STEP_END`. */
export function closeFrame(run: RunState, frame: Frame, end: FrameEnd): ClosedFrame {
  const output = frame.records.close();
  run.ports.emit({
    type: "STEP_END",
    ...head(frame),
    status: end.status,
    elapsed_ms: Math.max(0, Math.round(run.ports.clock.now() - frame.startedAt)),
    ...place(frame),
    out_content: output.head("out", contentLimit),
    err_content: end.status === 0 ? "" : output.head("err", contentLimit),
    ...tail(frame),
    ...(end.timedOut && { timed_out: true }),
    ...(end.cause?.stepId !== undefined && { cause_id: end.cause.stepId }),
  });
  const capacity = run.ports.limits.capture;
  return {
    output: {
      read: (stream, limit = capacity) => output.head(stream, limit),
      chunks: (stream) => output.chunks(stream),
    },
    capture: () => {
      const text = output.read("out", capacity);
      return text === undefined ? tooLarge(frame, output.outBytes, capacity) : succeed(text.trim());
    },
  };
}

/** Appends what a call has to say to the files of the body that made it. */
export function merge(output: Output, stream: "out" | "err", { records }: Frame): void {
  for (const chunk of output.chunks(stream)) records[stream](chunk);
}

/** The failure of a closed frame, as its caller sees it. */
export function frameFailure(frame: Frame, closed: ClosedFrame, end: FrameEnd): Failed {
  const failure: Failure = {
    status: end.status,
    output: closed.output,
    stepId: frame.id,
    originId: end.cause?.originId ?? frame.id,
  };
  return { ok: false, failure };
}

function tooLarge(frame: Frame, bytes: number, limit: number): Failed {
  return failed(
    `the output of ${frame.kind} ${frame.name} has ${bytes} bytes: more than the ${limit} that a capture may hold (JAIPH_CAPTURE_LIMIT)`,
  );
}

// The order of the properties is the order on the wire.
function head(frame: Frame) {
  return { func: frame.func, kind: frame.kind, name: frame.name };
}

function place(frame: Frame) {
  return {
    out_file: frame.records.outPath,
    err_file: frame.records.errPath,
    id: frame.id,
    parent_id: frame.parentId,
    seq: frame.seq,
    depth: frame.depth,
    params: frame.params,
  };
}

function tail(frame: Frame) {
  return {
    ...(frame.message && ({ dispatched: true, ...frame.message } as const)),
    ...(frame.chain.length > 0 && { async_indices: frame.chain }),
  };
}

import {
  createBus,
  createRedactor,
  type Emit,
  type Event,
  type StepEnd,
  type StepStart,
  type Unstamped,
} from "../events/index.ts";

/** The events of a made-up run, stamped as the bus stamps them. */
export function eventsOf(produce: (emit: Emit) => void): readonly Event[] {
  const events: Event[] = [];
  const bus = createBus({ runId: "run", now: () => 0, redactor: createRedactor({}) });
  bus.subscribe((event) => events.push(event));
  produce(bus.emit);
  return events;
}

type StepSketch = Partial<Unstamped<StepStart>> & Pick<StepStart, "kind" | "name">;

/** A step below the root unless it says otherwise. */
export function stepStart(sketch: StepSketch): Unstamped<StepStart> {
  const id = sketch.id ?? sketch.name;
  return {
    ...{ type: "STEP_START", func: sketch.name, status: null, elapsed_ms: null, seq: 1, depth: 1 },
    ...{ out_file: `/run/${id}.out`, err_file: `/run/${id}.err`, params: [], parent_id: "root" },
    ...sketch,
    id,
  };
}

type EndSketch = Partial<Pick<StepEnd, "status" | "elapsed_ms" | "out_content" | "err_content" | "cause_id">>;

export function stepEnd(start: Unstamped<StepStart>, end: EndSketch = {}): Unstamped<StepEnd> {
  return { ...start, type: "STEP_END", status: 0, elapsed_ms: 0, out_content: "", err_content: "", ...end };
}

export function log(message: string, depth = 1, async_indices: readonly number[] = []): Unstamped<Event> {
  return { type: "LOG", message, depth, async_indices };
}

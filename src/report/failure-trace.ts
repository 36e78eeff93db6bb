import { type Event, lastLines, type StepEnd } from "../events/index.ts";

/** Lines of each stream of the failed step that a failure summary shows. */
export const excerptLines = 30;

/** The step whose failure ended the run. */
export interface FailedStep {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly status: number;
  readonly outFile: string;
  readonly errFile: string;
  /** The last lines of what the events carried. */
  readonly outTail: string;
  readonly errTail: string;
}

interface FailureTrace {
  readonly see: (event: Event) => void;
  /** The innermost step whose failure reached the end of the run; undefined while there is none. */
  failedStep(): FailedStep | undefined;
}

/** Follows causes from the inside out. Failures that were recovered are forgotten with the step that survived them. */
export function createFailureTrace(): FailureTrace {
  /** By failed step: the innermost failure behind it. */
  const origins = new Map<string, FailedStep>();
  const failedChildren = new Map<string, string[]>();
  let reached: FailedStep | undefined;

  const forgetChildren = (id: string) => {
    for (const child of failedChildren.get(id) ?? []) origins.delete(child);
    failedChildren.delete(id);
  };
  const remember = (event: StepEnd, parent: string | null, origin: FailedStep) => {
    if (parent === null) {
      reached = origin;
      return;
    }
    origins.set(event.id, origin);
    const siblings = failedChildren.get(parent);
    if (siblings === undefined) failedChildren.set(parent, [event.id]);
    else siblings.push(event.id);
  };
  return {
    see(event) {
      if (event.type !== "STEP_END") return;
      const origin = event.cause_id === undefined ? undefined : origins.get(event.cause_id);
      forgetChildren(event.id);
      if (event.status !== 0) remember(event, event.parent_id, origin ?? failedStep(event));
    },
    failedStep: () => reached,
  };
}

function failedStep(event: StepEnd): FailedStep {
  return {
    id: event.id,
    kind: event.kind,
    name: event.name,
    status: event.status,
    outFile: event.out_file,
    errFile: event.err_file,
    outTail: lastLines(event.out_content, excerptLines),
    errTail: lastLines(event.err_content, excerptLines),
  };
}

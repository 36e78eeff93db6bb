import type { Ask } from "../agents/index.ts";
import type { CheckedProgram } from "../check/index.ts";
import type { Emit, Records } from "../events/index.ts";
import type { Extracted } from "../extract/index.ts";
import type { Target } from "../targets/index.ts";
import type { Limits } from "./limits.ts";
import type { Maybe } from "./maybe.ts";

/** What is run. */
export interface RunRequest {
  readonly program: CheckedProgram;
  readonly scripts: Extracted;
  /** Directory that holds the emitted files of `scripts`. */
  readonly scriptsDir: string;
  /** Name of the entry workflow. */
  readonly workflow: string;
  readonly args: readonly string[];
}

/** Everything the kernel needs of the world. Tests hand in their own clock, ids and targets. */
export interface KernelPorts {
  /** What `launchEnvironment` gave, with the variables that tell scripts of the records of their run. */
  readonly env: Readonly<Record<string, string>>;
  readonly limits: Limits;
  readonly slots: Slots;
  readonly emit: Emit;
  readonly records: Records;
  readonly clock: Clock;
  readonly runId: string;
  /** The middle part of step ids: `<run id>:<pid>:<number>`. */
  readonly pid: number;
  /** The target of that name; undefined when there is none. */
  readonly target: (name: string) => Target | undefined;
  readonly ask: Ask;
  /** Asked before each step: a promise when the listeners of the events are behind and the run must wait for them. */
  readonly room?: () => Promise<void> | undefined;
  /** Aborted to stop the run, with a `StopReason` as its reason. */
  readonly signal: AbortSignal;
}

/** Why the world stops a run. */
export type StopReason =
  | { readonly kind: "signal"; readonly name: SignalName }
  /** Its records cannot be kept any more. */
  | { readonly kind: "records"; readonly message: string };

export type SignalName = "SIGINT" | "SIGTERM";

/** Places for scripts and prompts: who finds none waits in line. */
export interface Slots {
  /** How to give the slot back; at once when one is free. Undefined once `signal` is aborted. */
  acquire(signal: AbortSignal): Maybe<(() => void) | undefined>;
}

export interface Clock {
  /** Milliseconds that never go back; only differences mean anything. */
  now(): number;
}

export interface RunOutcome {
  /** 0, or the status of the failure. */
  readonly status: number;
  /** What `return` gave; absent when the workflow returned nothing or failed. */
  readonly returnValue?: string;
  readonly failure?: RunFailure;
  /** The signal that stopped the run. */
  readonly interrupted?: SignalName;
}

export interface RunFailure {
  readonly status: number;
  readonly message: string;
  /** The innermost step whose failure reached the root. */
  readonly stepId?: string;
}

export type Run = (request: RunRequest, ports: KernelPorts) => Promise<RunOutcome>;

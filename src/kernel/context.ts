import type { LoadedModule } from "../program/index.ts";
import type { WorkflowItem } from "../syntax/index.ts";
import type { Branches } from "./async.ts";
import type { Config } from "./config.ts";
import type { Constants } from "./constants.ts";
import type { Frame } from "./frame.ts";
import type { Inbox } from "./inbox.ts";
import type { KernelPorts, RunRequest } from "./ports.ts";
import type { Scope } from "./scope.ts";
import type { Turns } from "./turns.ts";

/** What belongs to the run as a whole. */
export interface RunState {
  readonly request: RunRequest;
  readonly ports: KernelPorts;
  readonly constants: Constants;
  readonly inbox: Inbox;
  readonly turns: Turns;
  /** Stops everything that runs: for a bug, before it is thrown. */
  readonly abandon: () => void;
  readonly counters: { steps: number; prompts: number };
}

/** Where a step stands. Never changed: whoever goes deeper hands on a copy. */
export interface Context {
  readonly run: RunState;
  /** The workflow or rule whose body is executed; its records collect what the body says. */
  readonly frame: Frame;
  readonly scope: Scope;
  readonly config: Config;
  readonly placement: Placement;
  /** 1-based branch numbers, outermost first. */
  readonly chain: readonly number[];
  /** The branches that the current list of steps has started. */
  readonly branches: Branches;
  /** Aborted by an interrupt of the run or by the time limit of an enclosing call. */
  readonly signal: AbortSignal;
}

/** Where scripts run that say nothing themselves: the `on` and `with` of the enclosing calls. */
export interface Placement {
  readonly on?: string;
  readonly with?: Readonly<Record<string, string>>;
}

/** The entry workflow with the module that defines it. */
export interface Entry {
  readonly module: LoadedModule;
  readonly item: WorkflowItem;
}

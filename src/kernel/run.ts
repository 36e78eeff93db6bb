import { basename } from "node:path";
import type { Unstamped, WorkflowBoundary } from "../events/index.ts";
import { Branches } from "./async.ts";
import type { CallResult } from "./call.ts";
import { bodyParams, closeBody } from "./call-body.ts";
import { type Config, moduleConfig, usualRecoverLimit, withConfig } from "./config.ts";
import { Constants } from "./constants.ts";
import type { Context, Entry, RunState } from "./context.ts";
import { executeBody } from "./execute.ts";
import { openFrame } from "./frame.ts";
import { drain, Inbox } from "./inbox.ts";
import { reasonOf, Stop } from "./interrupt.ts";
import type { KernelPorts, Run, RunOutcome, RunRequest } from "./ports.ts";
import { type Failed, failed, type Result, succeed } from "./result.ts";
import { Scope } from "./scope.ts";
import { Turns } from "./turns.ts";

/** Longest message of a failed run, in characters: the whole text is in the files of the step. */
const longestMessage = 65_536;

/**
 * Runs a workflow of the entry module. Resolves however that ends, also when it was stopped because its records cannot
 * be kept. Rejects only for bugs, once everything that the run had started has ended.
 */
export const run: Run = async (request, ports) => {
  const source = basename(request.program.program.entry);
  const boundary = (type: WorkflowBoundary["type"]): Unstamped<WorkflowBoundary> => ({
    type,
    workflow: request.workflow,
    source,
  });
  ports.emit(boundary("WORKFLOW_START"));
  const stop = new Stop(ports.signal);
  const result = await enter(request, ports, stop).finally(() => stop.forget());
  if (result.ok && result.returned !== undefined) ports.records.writeReturnValue(result.returned);
  ports.emit(boundary("WORKFLOW_END"));
  return outcomeOf(result, ports.signal);
};

type Ended = { readonly ok: true; readonly returned?: string } | Failed;

async function enter(request: RunRequest, ports: KernelPorts, stop: Stop): Promise<Ended> {
  const entry = findEntry(request);
  if (!entry.ok) return entry;
  const state = stateOf({ request, ports, abandon: () => stop.abort({ kind: "bug" }) });
  const { item, module } = entry.value;
  const frame = openFrame(state, undefined, {
    kind: "workflow",
    func: item.name.text,
    name: item.name.text,
    module,
    params: bodyParams({ kind: "workflow", item, module }, request.args),
    chain: [],
  });
  if (!frame.ok) return frame;
  const context: Context = {
    run: state,
    frame: frame.value,
    scope: Scope.of(module, item.params, request.args),
    config: entryConfig(entry.value, state),
    placement: {},
    chain: [],
    branches: new Branches(),
    signal: stop.signal,
  };
  return executeEntry(entry.value, context);
}

/** The body, then the messages that it sent. */
async function executeEntry({ item }: Entry, context: Context): Promise<Ended> {
  const body = await executeBody(item.body, context);
  const drained = body.ok ? await drain(context) : body;
  const completion = drained.ok ? body : drained;
  const closed: CallResult = closeBody(context, completion);
  return closed.ok ? completion : closed;
}

function findEntry({ program: { program }, workflow }: RunRequest): Result<Entry> {
  const module = program.modules.get(program.entry);
  for (const item of module?.module.items ?? [])
    if (module && item.kind === "workflow" && item.name.text === workflow) return succeed({ module, item });
  return failed(`jaiph run requires workflow '${workflow}' in the input file`);
}

function stateOf(given: Pick<RunState, "request" | "ports" | "abandon">): RunState {
  const { ports } = given;
  return {
    ...given,
    constants: new Constants(ports.env),
    inbox: new Inbox(),
    turns: new Turns(ports.clock),
    counters: { steps: 0, prompts: 0 },
  };
}

function entryConfig({ module, item }: Entry, { ports, constants }: RunState): Config {
  const launch: Config = { env: ports.env, recoverLimit: usualRecoverLimit };
  const values = constants.of(module);
  return withConfig(withConfig(launch, moduleConfig(module), values), item.config, values);
}

function outcomeOf(result: Ended, signal: AbortSignal): RunOutcome {
  const reason = signal.aborted ? reasonOf(signal) : undefined;
  // Whatever its steps say: a run with incomplete records has not succeeded.
  if (reason?.kind === "records") return { status: 1, failure: { status: 1, message: reason.message } };
  if (result.ok) return { status: 0, ...(result.returned !== undefined && { returnValue: result.returned }) };
  const { status, output, originId } = result.failure;
  const message = output.read("err", longestMessage).trim();
  return {
    status,
    failure: { status, message, ...(originId !== undefined && { stepId: originId }) },
    ...(reason?.kind === "signal" && { interrupted: reason.name }),
  };
}

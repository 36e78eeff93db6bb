import { setMaxListeners } from "node:events";
import { basename } from "node:path";
import type { Unstamped, WorkflowBoundary } from "../events/index.ts";
import { Branches } from "./async.ts";
import type { CallResult } from "./call.ts";
import { bodyParams, closeBody } from "./call-body.ts";
import { type Config, DEFAULT_RECOVER_LIMIT, moduleConfig, withConfig } from "./config.ts";
import { Constants } from "./constants.ts";
import type { Context, Entry, RunState } from "./context.ts";
import { executeBody } from "./execute.ts";
import { openFrame } from "./frame.ts";
import { drain, Inbox } from "./inbox.ts";
import { signalName } from "./interrupt.ts";
import { type Limits, readLimits } from "./limits.ts";
import type { KernelPorts, Run, RunOutcome, RunRequest } from "./ports.ts";
import { type Failed, failed, type Result, succeed } from "./result.ts";
import { Scope } from "./scope.ts";
import { Turns } from "./turns.ts";

/** Longest message of a failed run, in characters: the whole text is in the files of the step. */
const MESSAGE_LIMIT = 65_536;

/** Runs a workflow of the entry module. Resolves however that ends; rejects for bugs and when records cannot be kept. */
export const run: Run = async (request, ports) => {
  const source = basename(request.program.program.entry);
  const boundary = (type: WorkflowBoundary["type"]): Unstamped<WorkflowBoundary> => ({
    type,
    workflow: request.workflow,
    source,
  });
  // Every running script and prompt listens to it.
  setMaxListeners(0, ports.signal);
  ports.emit(boundary("WORKFLOW_START"));
  const result = await enter(request, ports);
  if (result.ok && result.returned !== undefined) ports.records.writeReturnValue(result.returned);
  ports.emit(boundary("WORKFLOW_END"));
  return outcomeOf(result, ports.signal);
};

type Ended = { readonly ok: true; readonly returned?: string } | Failed;

async function enter(request: RunRequest, ports: KernelPorts): Promise<Ended> {
  const limits = readLimits(ports.env);
  if (!limits.ok) return limits;
  const entry = findEntry(request);
  if (!entry.ok) return entry;
  const state = stateOf(request, ports, limits.value);
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
    signal: ports.signal,
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

function stateOf(request: RunRequest, ports: KernelPorts, limits: Limits): RunState {
  return {
    request,
    ports,
    limits,
    constants: new Constants(ports.env),
    inbox: new Inbox(),
    turns: new Turns(ports.clock),
    counters: { steps: 0, prompts: 0 },
  };
}

function entryConfig({ module, item }: Entry, { ports, constants }: RunState): Config {
  const launch: Config = { env: ports.env, recoverLimit: DEFAULT_RECOVER_LIMIT };
  const values = constants.of(module);
  return withConfig(withConfig(launch, moduleConfig(module), values), item.config, values);
}

function outcomeOf(result: Ended, signal: AbortSignal): RunOutcome {
  if (result.ok) return { status: 0, ...(result.returned !== undefined && { returnValue: result.returned }) };
  const { status, output, originId } = result.failure;
  const message = output.read("err", MESSAGE_LIMIT).trim();
  return {
    status,
    failure: { status, message, ...(originId !== undefined && { stepId: originId }) },
    ...(signal.aborted && { interrupted: signalName(signal.reason) }),
  };
}

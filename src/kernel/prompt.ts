import type { AgentSettings, PromptResult } from "../agents/index.ts";
import {
  agentSettings,
  chooseModel,
  displayName,
  parseTypedAnswer,
  schemaInstruction,
} from "../agents/index.ts";
import { cutUnits, type Params, previewLimit } from "../events/index.ts";
import type { Prompt, Schema } from "../syntax/index.ts";
import type { Context } from "./context.ts";
import { evaluate, readVariable } from "./evaluate.ts";
import { closeFrame, type Frame, frameFailure, openFrame } from "./frame.ts";
import { inSlot } from "./in-slot.ts";
import { interruption } from "./interrupt.ts";
import { type Answered, askWithRetries } from "./prompt-retry.ts";
import { errorOutput, type Failed, failed, type Result, succeed } from "./result.ts";
import type { TypedAnswer } from "./scope.ts";

/** Sends a prompt; gives the answer, or the typed answer when the prompt has a schema. */
export async function prompt(node: Prompt, context: Context): Promise<Result<string | TypedAnswer>> {
  const text = await evaluate(node.body, context);
  if (!text.ok) return text;
  const params = await promptParams(node, text.value, context);
  if (context.signal.aborted) return interruption(context.signal);
  const settings = agentSettings(context.config.env);
  const question: Question = { text: text.value, returns: node.returns, params, settings };
  const ask = async () => (await inSlot(context, () => askOnce(question, context))) ?? unasked(context);
  const answer = await askWithRetries(ask, settings.backend, context);
  if (!answer.ok || !node.returns) return answer;
  return typed(answer.value, node.returns, context);
}

/** The run was stopped while the question waited for its slot. */
function unasked({ signal }: Context): Answered {
  return { ...interruption(signal), retriable: false, error: "" };
}

interface Question {
  readonly text: string;
  readonly returns: Schema | undefined;
  readonly params: Params;
  readonly settings: AgentSettings;
}

async function askOnce(question: Question, context: Context): Promise<Answered> {
  const { run } = context;
  const { text, params, settings } = question;
  const opened = openFrame(run, context.frame, {
    kind: "prompt",
    func: "prompt",
    name: displayName(settings),
    module: context.scope.module,
    params,
    chain: context.chain,
  });
  if (!opened.ok) return { ...opened, retriable: false, error: "" };
  const frame = opened.value;
  const fields = promptFields(settings, context);
  const preview = cutUnits(text, previewLimit);
  run.ports.emit({ type: "PROMPT_START", ...fields, status: null, preview });
  const result = await ask(question, frame, context);
  const status = result.ok ? 0 : statusOf(result, context);
  const closed = closeFrame(run, frame, { status });
  run.ports.emit({ type: "PROMPT_END", ...fields, status, preview: null });
  if (result.ok) return succeed(result.answer);
  const { error, reason } = result;
  const failure = promptFailure(frameFailure(frame, closed, { status }), error);
  return { ...failure, retriable: reason === "transport", error };
}

/** The transcript is part of the prompt's own output and of the enclosing body's. */
function ask(question: Question, frame: Frame, context: Context): Promise<PromptResult> {
  const { run, config } = context;
  const workspace = run.request.program.program.workspace;
  const sink = {
    out(chunk: string) {
      frame.records.out(chunk);
      context.frame.records.out(chunk);
    },
    err(chunk: string) {
      frame.records.err(chunk);
    },
  };
  const { returns, settings } = question;
  const text = returns ? question.text + schemaInstruction(returns.fields) : question.text;
  const request = { text, settings, workspace, cwd: workspace, env: config.env };
  return run.ports.ask({ ...request, captureLimit: run.ports.limits.capture }, sink, context.signal);
}

function statusOf(result: Extract<PromptResult, { ok: false }>, { signal }: Context): number {
  if (result.reason === "cancelled" || signal.aborted) return interruption(signal).failure.status;
  return result.status;
}

/** The transcript is in the body's output already; what is left to say is the backend's error. */
function promptFailure({ failure }: Failed, error: string): Failed {
  return { ok: false, failure: { ...failure, output: errorOutput(error.trim() || "prompt failed") } };
}

function typed(answer: string, schema: Schema, context: Context): Result<TypedAnswer> {
  const parsed = parseTypedAnswer(answer, schema.fields);
  if (parsed.ok) return succeed(parsed);
  context.frame.records.err(`${parsed.detail}\n`);
  return failed(parsed.error, parsed.status);
}

function promptFields(settings: AgentSettings, { frame }: Context) {
  const { model, reason } = chooseModel(settings);
  return {
    depth: frame.depth + 1,
    step_id: frame.id,
    step_name: frame.name,
    backend: settings.backend,
    model,
    model_reason: reason,
  };
}

/** The text, then the variables it was made of, then the other parameters of the workflow; empty ones are left out. */
async function promptParams(node: Prompt, text: string, context: Context): Promise<Params> {
  const params = new Map([["prompt_text", text.replace(/\s+/g, " ").trim()]]);
  const parts = node.body.kind === "text" ? node.body.parts : [node.body];
  for (const part of parts) {
    if (part.kind !== "variable" || part.field !== undefined || params.has(part.name)) continue;
    const value = await readVariable(part, context);
    if (value.ok && value.value !== "") params.set(part.name, value.value);
  }
  for (const { text: name } of context.scope.params) {
    const value = context.scope.get(name);
    if (typeof value === "string" && value !== "" && !params.has(name)) params.set(name, value);
  }
  return [...params];
}

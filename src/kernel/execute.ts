import type { Body, Step } from "../syntax/index.ts";
import { abandonBranches, Branches, join } from "./async.ts";
import type { Context } from "./context.ts";
import { interruption } from "./interrupt.ts";
import type { Maybe } from "./maybe.ts";
import { type Completion, done } from "./result.ts";
import { executeAsync } from "./steps/async.ts";
import { executeConst } from "./steps/const.ts";
import { executeFail } from "./steps/fail.ts";
import { executeFor } from "./steps/for.ts";
import { executeIf } from "./steps/if.ts";
import { executeLog } from "./steps/log.ts";
import { executeMatch } from "./steps/match.ts";
import { executePromptStep } from "./steps/prompt.ts";
import { executeReturn } from "./steps/return.ts";
import { executeEnsure, executeRun } from "./steps/run.ts";
import { executeSend } from "./steps/send.ts";

/** Executes a step of one kind; without a promise when there was nothing to wait for. */
export type Execute<K extends Step["kind"]> = (
  step: Extract<Step, { kind: K }>,
  context: Context,
) => Maybe<Completion>;

const executors = {
  "run-step": executeRun,
  "ensure-step": executeEnsure,
  "async-step": executeAsync,
  "prompt-step": executePromptStep,
  "const-step": executeConst,
  "log-step": executeLog,
  "fail-step": executeFail,
  "return-step": executeReturn,
  "send-step": executeSend,
  "match-step": executeMatch,
  "if-step": executeIf,
  "for-step": executeFor,
  "unknown-step": refuse,
  "invalid-step": refuse,
} satisfies { [K in Step["kind"]]: Execute<K> };

/** Executes a list of steps; it ends when the branches that it started have ended. */
export async function executeBody(body: Body, outer: Context): Promise<Completion> {
  const context: Context = { ...outer, branches: new Branches() };
  let completion: Completion;
  try {
    completion = await executeSteps(body.steps, context);
  } catch (bug) {
    await abandonBranches(context);
    throw bug;
  }
  return context.branches.started.length === 0 ? completion : join(completion, context);
}

async function executeSteps(steps: readonly Step[], context: Context): Promise<Completion> {
  const { turns, ports } = context.run;
  for (const step of steps) {
    const wait = turns.owed() ?? ports.room?.();
    if (wait) await wait;
    if (context.signal.aborted) return interruption(context.signal);
    const pending = executeStep(step, context);
    const completion = pending instanceof Promise ? await pending : pending;
    if (!completion.ok || completion.returned !== undefined) return completion;
  }
  return done;
}

function executeStep(step: Step, context: Context): Maybe<Completion> {
  // The table is typed by kind: the executor found under a step's kind takes that step.
  const execute = executors[step.kind] as Execute<Step["kind"]>;
  return execute(step, context);
}

function refuse(step: Step): never {
  throw new Error(`the checker let ${step.kind} pass`);
}

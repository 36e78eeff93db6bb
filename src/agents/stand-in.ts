// For tests: asks real executables that stand in for the agents.
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Processes } from "../processes/index.ts";
import type { PromptResult } from "./agent.ts";
import { createAsk } from "./ask.ts";
import { agentSettings } from "./settings.ts";

export interface Question {
  /** The name of a file in `fixtures/agents`, and the name it gets on the PATH. */
  readonly agent?: readonly [script: string, name: string];
  readonly text?: string;
  /** Added to PATH, HOME and JAIPH_WORKSPACE, which is the working directory as well. */
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Others than the ones of its own. */
  readonly processes?: Processes;
  readonly captureLimit?: number;
  /** Called with the workspace before the question. */
  readonly prepare?: (workspace: string) => void;
  /** Called with every piece of the transcript. */
  readonly heard?: (text: string) => void;
}

export interface Reply {
  readonly result: PromptResult;
  readonly out: string;
  readonly err: string;
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Asks in a fresh workspace that is gone afterwards; `inspect` sees it before. */
export async function askStandIn(question: Question, inspect?: (reply: Reply) => void): Promise<Reply> {
  const workspace = realpathSync(mkdtempSync(join(tmpdir(), "jaiph agent-")));
  try {
    const reply = await askIn(workspace, question);
    inspect?.(reply);
    return reply;
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

async function askIn(workspace: string, { agent, text = "Say hi", ...question }: Question): Promise<Reply> {
  if (agent) symlinkSync(resolve("fixtures/agents", agent[0]), join(workspace, agent[1]));
  question.prepare?.(workspace);
  const path = `${workspace}:${process.env["PATH"]}`;
  const env = { PATH: path, HOME: workspace, JAIPH_WORKSPACE: workspace, ...question.env };
  let out = "";
  let err = "";
  const sink = {
    out: (text: string) => {
      out += text;
      question.heard?.(text);
    },
    err: (text: string) => {
      err += text;
    },
  };
  const { captureLimit } = question;
  const ask = createAsk(question.processes ?? new Processes());
  const result = await ask(
    {
      ...{ text, workspace, cwd: workspace, env, settings: agentSettings(env) },
      ...(captureLimit === undefined ? {} : { captureLimit }),
    },
    sink,
    question.signal ?? new AbortController().signal,
  );
  return { result, out, err, workspace, env };
}

import type { PromptStep } from "../../syntax/index.ts";
import type { Context } from "../context.ts";
import { prompt } from "../prompt.ts";
import { type Completion, done } from "../result.ts";

export async function executePromptStep(step: PromptStep, context: Context): Promise<Completion> {
  const answer = await prompt(step.prompt, context);
  return answer.ok ? done : answer;
}

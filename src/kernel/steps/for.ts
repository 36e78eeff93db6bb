import type { ForStep } from "../../syntax/index.ts";
import type { Context } from "../context.ts";
import { readVariable } from "../evaluate.ts";
import { executeBody } from "../execute.ts";
import { interruption } from "../interrupt.ts";
import { type Completion, done } from "../result.ts";

export async function executeFor(step: ForStep, context: Context): Promise<Completion> {
  const source = await readVariable(step.source, context);
  if (!source.ok) return source;
  const { turns } = context.run;
  for (const line of linesOf(source.value)) {
    // The body may be empty, and the lines many.
    const wait = turns.owed();
    if (wait) await wait;
    if (context.signal.aborted) return interruption(context.signal);
    context.scope.bind(step.variable.text, line);
    const completion = await executeBody(step.body, context);
    if (!completion.ok || completion.returned !== undefined) return completion;
  }
  return done;
}

/** One final empty line is no line; inner ones are. */
function linesOf(text: string): readonly string[] {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

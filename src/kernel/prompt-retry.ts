import type { Env } from "./config.ts";
import type { Context } from "./context.ts";
import { interruption, pause } from "./interrupt.ts";
import { type Failed, failed, type Result, succeed } from "./result.ts";
import { say } from "./say.ts";

/** How one question to a backend ended; `retriable` when the way there was at fault and not the setup. */
export type Answered =
  | { readonly ok: true; readonly value: string }
  | (Failed & { readonly retriable: boolean; readonly error: string });

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DEFAULT_DELAYS = [15 * SECOND, MINUTE, 10 * MINUTE, 30 * MINUTE, 2 * HOUR];
const ERROR_LENGTH = 200;

/** Asks, and asks again after each of the delays that the environment gives. Every question is a step of its own. */
export async function askWithRetries(
  ask: () => Promise<Answered>,
  backend: string,
  context: Context,
): Promise<Result> {
  const delays = retryDelays(context.config.env);
  if (!delays.ok) return delays;
  const attempts = delays.value.length + 1;
  for (let attempt = 1; ; attempt++) {
    const answer = await ask();
    if (answer.ok || !answer.retriable || attempts === 1 || context.signal.aborted) return answer;
    const delay = delays.value[attempt - 1];
    const what = `prompt attempt ${attempt}/${attempts} failed (${backend}): ${firstLine(answer.error)}`;
    const next = delay === undefined ? "retries exhausted, failing step" : `retrying in ${duration(delay)}`;
    say("logerr", `${what}; ${next}`, context);
    if (delay === undefined) return answer;
    await pause(delay, context.signal);
    if (context.signal.aborted) return interruption(context.signal);
  }
}

/** Off, unless `JAIPH_PROMPT_RETRY` is 1 or `JAIPH_PROMPT_RETRY_DELAYS` lists milliseconds; always off in tests. */
function retryDelays(env: Env): Result<readonly number[]> {
  const list = env["JAIPH_PROMPT_RETRY_DELAYS"] ?? "";
  if (env["JAIPH_TEST_MODE"] === "1") return succeed([]);
  if (list === "") return succeed(env["JAIPH_PROMPT_RETRY"] === "1" ? DEFAULT_DELAYS : []);
  const delays: number[] = [];
  for (const entry of list.split(",")) {
    if (!/^\s*\d{1,9}\s*$/.test(entry))
      return failed(
        `prompt retry config invalid: JAIPH_PROMPT_RETRY_DELAYS has "${entry}", which is no number of milliseconds`,
      );
    delays.push(Number(entry));
  }
  return succeed(delays);
}

function firstLine(error: string): string {
  return (error.trim().split("\n")[0] ?? "").slice(0, ERROR_LENGTH);
}

function duration(ms: number): string {
  if (ms > 0 && ms % HOUR === 0) return `${ms / HOUR}h`;
  if (ms > 0 && ms % MINUTE === 0) return `${ms / MINUTE}m`;
  return ms > 0 && ms % SECOND === 0 ? `${ms / SECOND}s` : `${ms}ms`;
}

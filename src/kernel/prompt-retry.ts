import { cutUnits } from "../events/index.ts";
import type { Env } from "./config.ts";
import type { Context } from "./context.ts";
import { interruption, pause } from "./interrupt.ts";
import { type Failed, failed, type Result, succeed } from "./result.ts";
import { say } from "./say.ts";

/** How one question to a backend ended; `retriable` when the way there was at fault and not the setup. */
export type Answered =
  | { readonly ok: true; readonly value: string }
  | (Failed & { readonly retriable: boolean; readonly error: string });

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const usualDelays = [15 * second, minute, 10 * minute, 30 * minute, 2 * hour];
const longestError = 200;

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
  if (list === "") return succeed(env["JAIPH_PROMPT_RETRY"] === "1" ? usualDelays : []);
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
  return cutUnits(error.trim().split("\n")[0] ?? "", longestError);
}

function duration(ms: number): string {
  if (ms > 0 && ms % hour === 0) return `${ms / hour}h`;
  if (ms > 0 && ms % minute === 0) return `${ms / minute}m`;
  return ms > 0 && ms % second === 0 ? `${ms / second}s` : `${ms}ms`;
}

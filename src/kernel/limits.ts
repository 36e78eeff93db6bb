import type { Env } from "./config.ts";
import { failed, type Result, succeed } from "./result.ts";

export interface Limits {
  /** Frames that may be open around a step. */
  readonly recursion: number;
  /** Bytes of one captured output. */
  readonly capture: number;
}

/** The limits of a run, from `JAIPH_RECURSION_DEPTH_LIMIT` and `JAIPH_CAPTURE_LIMIT`. */
export function readLimits(env: Env): Result<Limits> {
  const recursion = positiveInteger(env, "JAIPH_RECURSION_DEPTH_LIMIT", 256);
  if (!recursion.ok) return recursion;
  const capture = positiveInteger(env, "JAIPH_CAPTURE_LIMIT", 64 * 1024 * 1024);
  if (!capture.ok) return capture;
  return succeed({ recursion: recursion.value, capture: capture.value });
}

function positiveInteger(env: Env, name: string, otherwise: number): Result<number> {
  const text = env[name] ?? "";
  if (text === "") return succeed(otherwise);
  if (/^0*[1-9]\d{0,14}$/.test(text)) return succeed(Number(text));
  return failed(`${name} must be a positive integer, but is "${text}"`);
}

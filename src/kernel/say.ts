import type { LogType } from "../events/index.ts";
import type { LogStep } from "../syntax/index.ts";
import type { Context } from "./context.ts";

const types = { log: "LOG", logerr: "LOGERR", logwarn: "LOGWARN" } satisfies Record<
  LogStep["level"],
  LogType
>;

/** A line of the body's own: in its files, and as an event whose message keeps its escapes. */
export function say(level: LogStep["level"], message: string, { run, frame, chain }: Context): void {
  if (level === "log") frame.records.out(`${message}\n`);
  else frame.records.err(`${message}\n`);
  const depth = frame.depth + 1;
  run.ports.emit(
    chain.length > 0
      ? { type: types[level], message, depth, async_indices: chain }
      : { type: types[level], message, depth },
  );
}

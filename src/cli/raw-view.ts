import { streamLine } from "../events/index.ts";
import { writeErr } from "./output.ts";
import type { RunView } from "./run-view.ts";

/** `--raw`: the events as lines on standard error, for a program that drives the run. */
export function rawView(): RunView {
  return {
    listener(event) {
      const line = streamLine(event);
      if (line !== undefined) writeErr(line);
    },
    finish({ failure }) {
      // The failure of a step is in the events; what kept the run from its first step is not.
      if (failure && failure.stepId === undefined && failure.message !== "") writeErr(`${failure.message}\n`);
    },
  };
}

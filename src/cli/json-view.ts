import type { Redactor } from "../events/index.ts";
import { createFailureTrace } from "../report/index.ts";
import { exitCodeOf } from "./interrupts.ts";
import { writeOut } from "./output.ts";
import type { RunView } from "./run-view.ts";

export interface JsonViewOptions {
  readonly runId: string;
  readonly runDir: string;
  readonly summaryFile: string;
  readonly redactor: Redactor;
}

/** `--json`: one document when the run is over. */
export function jsonView({ runId, runDir, summaryFile, redactor }: JsonViewOptions): RunView {
  const trace = createFailureTrace();
  return {
    listener: trace.see,
    finish(outcome, elapsedMs) {
      const step = trace.failedStep();
      const failed = step && {
        kind: step.kind,
        name: step.name,
        status: step.status,
        out_file: step.outFile,
        err_file: step.errFile,
      };
      const document = {
        run_id: runId,
        status: outcome.interrupted ? "cancelled" : outcome.status === 0 ? "succeeded" : "failed",
        exit_code: exitCodeOf(outcome),
        return_value: outcome.returnValue === undefined ? null : redactor.text(outcome.returnValue),
        run_dir: runDir,
        summary_file: summaryFile,
        elapsed_ms: elapsedMs,
        ...(outcome.failure && { error: redactor.text(outcome.failure.message) }),
        ...(failed && { failed_step: failed }),
      };
      writeOut(`${JSON.stringify(document)}\n`);
    },
  };
}

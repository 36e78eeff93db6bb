import { basename } from "node:path";
import type { CheckedProgram } from "../check/index.ts";
import type { Params, Redactor } from "../events/index.ts";
import { createTerminalReport, heartbeatSettings, type Locate, systemClock } from "../report/index.ts";
import { isTerminal, writeErr, writeOut } from "./output.ts";
import { hasColor, mayColor } from "./palette.ts";
import type { RunView } from "./run-view.ts";

export interface TerminalViewOptions {
  readonly program: CheckedProgram;
  readonly workflow: string;
  readonly args: readonly string[];
  readonly runDir: string;
  readonly redactor: Redactor;
  readonly locate: Locate;
}

/** The tree on a terminal or in a pipe; prints the banner now. */
export function terminalView(options: TerminalViewOptions): RunView {
  const { program, workflow, args, runDir, redactor, locate } = options;
  const env = process.env;
  const tty = isTerminal(1);
  const report = createTerminalReport({
    source: basename(program.program.entry),
    workflow,
    params: redacted(argumentParams(program, workflow, args), redactor),
    stdout: writeOut,
    stderr: writeErr,
    tty,
    color: hasColor(1),
    dimHeartbeats: mayColor(),
    columns: () => process.stdout.columns ?? 80,
    heartbeat: heartbeatSettings(env),
    clock: systemClock,
    locate,
    redact: redactor.text,
  });
  return {
    listener: report.listener,
    finish({ status, failure, interrupted, returnValue }) {
      return report.finish({
        status,
        runDir,
        ...(failure && { message: redactor.text(failure.message) }),
        ...(interrupted !== undefined && { signal: interrupted }),
        ...(returnValue !== undefined && { returnValue: redactor.text(returnValue) }),
      });
    },
  };
}

/** The arguments under the names that the workflow gives them, when their number is the same. */
function argumentParams(
  { program }: CheckedProgram,
  workflow: string,
  args: readonly string[],
): [string, string][] {
  const items = program.modules.get(program.entry)?.module.items ?? [];
  const entry = items.find((item) => item.kind === "workflow" && item.name.text === workflow);
  const names = entry?.kind === "workflow" ? entry.params.map(({ text }) => text) : [];
  return args.map((value, index) => [
    (names.length === args.length && names[index]) || `arg${index + 1}`,
    value,
  ]);
}

function redacted(params: readonly [string, string][], redactor: Redactor): Params {
  return params.map(([key, value]) => [key, redactor.text(value)]);
}

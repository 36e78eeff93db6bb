import { join } from "node:path";
import { journalName } from "../events/index.ts";
import { resultTime } from "./elapsed.ts";
import type { Excerpt } from "./excerpt.ts";
import type { FailedStep } from "./failure-trace.ts";
import { printable, visible } from "./printable.ts";
import type { Style } from "./style.ts";

/** `✓ PASS workflow default (0.1s)` with its line end. */
export function passLine(workflow: string, elapsedMs: number, style: Style): string {
  return `${style.green("✓ PASS")} workflow ${workflow} ${style.dim(`(${resultTime(elapsedMs)})`)}\n`;
}

export interface Failure {
  readonly workflow: string;
  readonly elapsedMs: number;
  /** What happened, where no output of a step shows it. */
  readonly message?: string;
  /** The signal that ended the run: then this is the reason, whatever the steps say. */
  readonly signal?: string;
  readonly runDir?: string;
  readonly step?: FailedStep;
  readonly excerpt: Excerpt;
}

/** The failure summary, from its empty first line on. */
export function failureText(failure: Failure, style: Style): string {
  const { workflow, elapsedMs, runDir, excerpt } = failure;
  const shown = failure.signal === undefined ? excerpt.lines : [];
  const lines = [
    "",
    `${style.red("✗ FAIL")} workflow ${workflow} ${style.dim(`(${resultTime(elapsedMs)})`)}`,
    ...(shown.length === 0 ? [`  ${reason(failure)}`] : []),
    ...(runDir === undefined ? [] : recordLines(runDir, failure.step)),
    ...(shown.length === 0 ? [] : ["", "  Output of failed step:", ...shown.map(indented)]),
    ...(shown.length === 0 ? [] : sourceLines(excerpt)),
  ];
  return `${lines.join("\n")}\n`;
}

function reason({ signal, message, step }: Failure): string {
  if (signal !== undefined) return `Process terminated by signal ${signal}`;
  const lines = printable(message ?? "").split("\n");
  const said = lines.map((line) => line.trim()).findLast((line) => line !== "");
  if (said !== undefined || step === undefined) return said ?? "Workflow execution failed.";
  return `Workflow execution failed: ${step.kind} ${visible(step.name)} ended with status ${step.status}.`;
}

function recordLines(runDir: string, step: FailedStep | undefined): string[] {
  return [
    `  Logs: ${visible(runDir)}`,
    `  Summary: ${visible(join(runDir, journalName))}`,
    ...(step?.outFile ? [`    out: ${visible(step.outFile)}`] : []),
    ...(step?.errFile ? [`    err: ${visible(step.errFile)}`] : []),
  ];
}

function sourceLines({ source }: Excerpt): string[] {
  if (source === undefined) return [];
  return ["", `  At ${visible(source.position)}:`, indented(visible(source.line.trim()))];
}

function indented(line: string): string {
  return `    ${line}`;
}

import type { Event, Listener } from "../events/index.ts";
import { type Banner, bannerText } from "./banner.ts";
import type { Write } from "./batch.ts";
import type { ReportClock } from "./clock.ts";
import { type ExcerptPorts, readExcerpt } from "./excerpt.ts";
import { createFailureTrace, type FailedStep } from "./failure-trace.ts";
import type { HeartbeatSettings } from "./heartbeat.ts";
import { createPipeScreen } from "./pipe-screen.ts";
import { printable, wholeLines } from "./printable.ts";
import { failureText, passLine } from "./result.ts";
import type { Screen } from "./screen.ts";
import { createStyle, type Style } from "./style.ts";
import { createTree } from "./tree.ts";
import { createTtyScreen } from "./tty-screen.ts";

export interface TerminalOptions extends Banner, ExcerptPorts {
  readonly stdout: Write;
  readonly stderr: Write;
  /** Whether stdout is a terminal. */
  readonly tty: boolean;
  readonly color: boolean;
  /** Heartbeats are dimmed even in a pipe, unless the user wants no colour at all. */
  readonly dimHeartbeats: boolean;
  /** Present width of the terminal. */
  readonly columns: () => number;
  readonly heartbeat: HeartbeatSettings;
  readonly clock: ReportClock;
}

/** How a run ended. */
interface RunEnd {
  readonly status: number;
  readonly message?: string;
  /** The signal that ended it, as `SIGINT`. */
  readonly signal?: string;
  readonly returnValue?: string;
  readonly runDir?: string;
}

export interface TerminalReport {
  readonly listener: Listener;
  /** Shows text that is no event, between the lines of the tree. */
  text(stream: "stdout" | "stderr", text: string): void;
  /** The step that failed the run, once the events have said so. */
  failedStep(): FailedStep | undefined;
  /** Writes the result. Nothing is shown after it. */
  finish(end: RunEnd): Promise<void>;
}

/** Prints the banner; from then on the progress of the run as its events come. */
export function createTerminalReport(options: TerminalOptions): TerminalReport {
  const { workflow, clock } = options;
  const style = createStyle(options.color);
  const startedAt = clock.now();
  const screen = createScreen(options, style);
  const tree = createTree(style);
  const trace = createFailureTrace();
  screen.start(bannerText(options, style));
  return {
    listener(event) {
      trace.see(event);
      screen.see(event);
      const line = tree(event);
      if (line !== undefined) screen.lines(`${line}\n`);
      if (options.tty) screen.lines(promptTranscript(event));
    },
    text: screen.text,
    failedStep: trace.failedStep,
    async finish(end) {
      const elapsedMs = clock.now() - startedAt;
      screen.stop();
      if (end.status === 0) return screen.pass(passLine(workflow, elapsedMs, style), end.returnValue);
      const step = trace.failedStep();
      const excerpt = step === undefined ? { lines: [] } : await readExcerpt(step, options);
      screen.fail(failureText({ ...end, workflow, elapsedMs, excerpt, ...(step && { step }) }, style));
    },
  };
}

function createScreen(options: TerminalOptions, style: Style): Screen {
  return options.tty
    ? createTtyScreen({ ...options, style })
    : createPipeScreen({ ...options, heartbeatStyle: createStyle(options.dimHeartbeats) });
}

/** On a terminal an answer is worth reading at once; a pipe gets it only where the workflow logs it. */
function promptTranscript(event: Event): string {
  if (event.type !== "STEP_END" || event.kind !== "prompt" || event.out_content === "") return "";
  return wholeLines(printable(event.out_content));
}

import { createBatch, type Write } from "./batch.ts";
import type { ReportClock } from "./clock.ts";
import { printable, wholeLines } from "./printable.ts";
import { eraseRunning, eraseRunningBlock, refreshRunning, runningLine } from "./running-line.ts";
import type { Screen } from "./screen.ts";
import type { Style } from "./style.ts";

const refreshMs = 1000;

interface TtyOptions {
  readonly stdout: Write;
  readonly stderr: Write;
  readonly workflow: string;
  readonly columns: () => number;
  readonly clock: ReportClock;
  readonly style: Style;
}

/** Keeps the running line at the bottom, a blank line above it, and lets everything else pass over it. */
export function createTtyScreen({ stdout, stderr, workflow, columns, clock, style }: TtyOptions): Screen {
  const startedAt = clock.now();
  const running = () =>
    runningLine({ workflow, elapsedMs: clock.now() - startedAt, columns: columns() }, style);
  const batch = createBatch((text) => stdout(`${eraseRunningBlock}${text}\n${running()}`), clock);
  let endRefresh = () => {};
  return {
    start(banner) {
      stdout(`${banner}\n${running()}`);
      endRefresh = clock.every(refreshMs, () => stdout(refreshRunning(running())));
    },
    lines: batch.add,
    see: () => {},
    text(stream, text) {
      const shown = wholeLines(printable(text));
      if (stream === "stdout") return batch.add(shown);
      batch.flush();
      stdout(eraseRunningBlock);
      stderr(shown);
      stdout(`\n${running()}`);
    },
    stop() {
      batch.flush();
      endRefresh();
    },
    pass(line, returnValue) {
      const value = returnValue === undefined ? "" : `\n${printable(returnValue)}\n`;
      stdout(`${eraseRunning}${line}${value}`);
    },
    fail(text) {
      // The summary brings its own blank line.
      stdout(eraseRunningBlock);
      stderr(text);
    },
  };
}

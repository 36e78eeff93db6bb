import type { ReportClock } from "./clock.ts";
import { createTerminalReport, type TerminalOptions, type TerminalReport } from "./terminal.ts";

/** A clock that stands still until the test turns it. */
interface TestClock extends ReportClock {
  /** Lets time pass; what is due in it happens in order. */
  advance(ms: number): void;
}

function testClock(): TestClock {
  let time = 0;
  let due: (() => void)[] = [];
  const timers = new Set<{ at: number; readonly ms: number; readonly run: () => void }>();
  const settle = () => {
    const ready = due;
    due = [];
    for (const run of ready) run();
  };
  return {
    now: () => time,
    every(ms, run) {
      const timer = { at: time + ms, ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    soon: (run) => due.push(run),
    advance(ms) {
      settle();
      const end = time + ms;
      for (;;) {
        const next = [...timers].sort((a, b) => a.at - b.at)[0];
        if (next === undefined || next.at > end) break;
        time = next.at;
        next.at += next.ms;
        next.run();
        settle();
      }
      time = end;
    },
  };
}

export interface TestTerminal {
  readonly report: TerminalReport;
  readonly clock: TestClock;
  /** Every write with the stream it went to, in order. */
  readonly writes: (readonly [stream: "out" | "err", text: string])[];
  /** All that went to a stream. */
  text(stream: "out" | "err"): string;
}

export function testTerminal(options: Partial<TerminalOptions> = {}): TestTerminal {
  const clock = testClock();
  const writes: (readonly ["out" | "err", string])[] = [];
  const report = createTerminalReport({
    ...{ source: "tally.jh", workflow: "default", params: [] },
    ...{ tty: false, color: false, dimHeartbeats: false, columns: () => 80 },
    heartbeat: { firstSec: 60, intervalMs: 30_000 },
    locate: (text) => ({ text }),
    redact: (text) => text,
    ...options,
    clock,
    stdout: (text) => writes.push(["out", text]),
    stderr: (text) => writes.push(["err", text]),
  });
  const text = (stream: "out" | "err") =>
    writes.flatMap(([to, part]) => (to === stream ? [part] : [])).join("");
  return { report, clock, writes, text };
}

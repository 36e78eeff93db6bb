import { createBatch, type Write } from "./batch.ts";
import type { ReportClock } from "./clock.ts";
import { createHeartbeat, type HeartbeatSettings } from "./heartbeat.ts";
import type { Screen } from "./screen.ts";
import type { Style } from "./style.ts";

interface PipeOptions {
  readonly stdout: Write;
  readonly stderr: Write;
  readonly clock: ReportClock;
  readonly heartbeat: HeartbeatSettings;
  /** Heartbeats have a style of their own: they are dim where the tree has no colour. */
  readonly heartbeatStyle: Style;
}

/** Lines as they come, and heartbeats where nothing comes for long. */
export function createPipeScreen({ stdout, stderr, clock, heartbeat, heartbeatStyle }: PipeOptions): Screen {
  const batch = createBatch(stdout, clock);
  const beats = createHeartbeat(heartbeat, heartbeatStyle);
  let endBeats = () => {};
  return {
    start(banner) {
      batch.add(banner);
      endBeats = clock.every(heartbeat.intervalMs, () => {
        const line = beats.beat(clock.now());
        if (line !== undefined) batch.add(`${line}\n`);
      });
    },
    lines: batch.add,
    see: (event) => beats.see(event, clock.now()),
    text(stream, text) {
      batch.flush();
      (stream === "stdout" ? stdout : stderr)(text);
    },
    stop() {
      endBeats();
      batch.flush();
    },
    pass: (line) => stdout(`\n${line}`),
    fail: (text) => stderr(text),
  };
}

import type { ReportClock } from "./clock.ts";

export type Write = (text: string) => void;

/** Collects what is added in one turn of the event loop, so that a burst of lines costs one write. */
interface Batch {
  add(text: string): void;
  /** Writes what has been collected now. */
  flush(): void;
}

/** A burst is written in pieces of about this many characters, so that it takes no memory to speak of. */
const largestBatch = 64 * 1024;

export function createBatch(write: Write, clock: ReportClock): Batch {
  let collected = "";
  let scheduled = false;
  const flush = () => {
    if (collected === "") return;
    const text = collected;
    collected = "";
    write(text);
  };
  return {
    add(text) {
      if (text === "") return;
      collected += text;
      if (collected.length >= largestBatch) return flush();
      if (scheduled) return;
      scheduled = true;
      clock.soon(() => {
        scheduled = false;
        flush();
      });
    },
    flush,
  };
}

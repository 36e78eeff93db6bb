import { closeSync, openSync } from "node:fs";
import type { Listener } from "./bus.ts";
import { type OnRecordFailure, type Opened, recordFailure } from "./record-failure.ts";
import { type WriteBytes, writeBytes, writeFully } from "./write-fully.ts";

/** Name of the journal in a run directory. */
export const journalName = "run_summary.jsonl";

interface Journal {
  /** Appends the event as one line with one write. After a failure it writes nothing more. */
  readonly write: Listener;
  close(): void;
}

interface JournalOptions {
  readonly path: string;
  /** Called once, at the first line that could not be written whole. That line is the last in the file. */
  readonly onFailure: OnRecordFailure;
  readonly write?: WriteBytes;
}

/** Creates the journal, mode 0600, or opens it to append. */
export function openJournal({ path, onFailure, write = writeBytes }: JournalOptions): Opened<Journal> {
  let fd: number | undefined;
  try {
    fd = openSync(path, "a", 0o600);
  } catch (error) {
    return { ok: false, failure: recordFailure("open", path, error) };
  }
  const close = () => {
    if (fd !== undefined) closeSync(fd);
    fd = undefined;
  };
  const journal: Journal = {
    write(event) {
      if (fd === undefined) return;
      try {
        writeFully(fd, `${JSON.stringify(event)}\n`, write);
      } catch (error) {
        close();
        onFailure(recordFailure("write", path, error));
      }
    },
    close,
  };
  return { ok: true, value: journal };
}

import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { makeFolders } from "../source/index.ts";
import { inboxFileName, runDirectoryName, stepFileName } from "./file-names.ts";
import { type OnRecordFailure, type Opened, recordFailure } from "./record-failure.ts";
import type { Records, StepRecords } from "./records.ts";
import { openStepFiles } from "./step-files.ts";

/** Written at the start and at this interval, so that a reader can tell a dead run from a slow one. */
const heartbeatMs = 10_000;

interface RunDirectoryOptions {
  /** Absolute path of the folder that holds all runs. */
  readonly root: string;
  /** Base name of the entry file; names the directory. */
  readonly source: string;
  readonly runId: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Called when a record could not be kept. The run must stop: what follows is missing from its records. */
  readonly onFailure: OnRecordFailure;
}

export interface RunDirectory extends Records {
  /** Ends the heartbeat. */
  close(): void;
}

/** Creates a directory that no other run has, or says why it cannot and leaves nothing behind. */
export function createRunDirectory(options: RunDirectoryOptions): Opened<RunDirectory> {
  const { root, source, runId, now, onFailure } = options;
  const { day, name } = runDirectoryName(new Date(now()), source);
  const wanted = join(root, day, name);
  let dir: string | undefined;
  try {
    makeFolders(join(root, day));
    dir = makeUnique(wanted, runId);
    mkdirSync(join(dir, "artifacts"), 0o700);
    const endHeartbeat = startHeartbeat(join(dir, "heartbeat"), now);
    return {
      ok: true,
      value: new Directory({ dir, endHeartbeat, onFailure, nowhere: openSync(devNull, "w") }),
    };
  } catch (error) {
    if (dir !== undefined) rmSync(dir, { recursive: true, force: true });
    return { ok: false, failure: recordFailure("create run directory", dir ?? wanted, error) };
  }
}

/** Another run of the same source in the same second has the plain name. */
function makeUnique(wanted: string, runId: string): string {
  try {
    mkdirSync(wanted, 0o700);
    return wanted;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const unique = `${wanted}-${runId.slice(0, 8)}`;
    mkdirSync(unique, 0o700);
    return unique;
  }
}

/** Returns the end of the heartbeat. The number of digits stays, so each beat overwrites the last in one write. */
function startHeartbeat(path: string, now: () => number): () => void {
  const fd = openSync(path, "wx", 0o600);
  const beat = () => writeSync(fd, String(now()), 0);
  try {
    beat();
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  const timer = setInterval(() => {
    try {
      beat();
    } catch {
      // A beat that is missed says only that the run may be dead; the records proper report a failing disk.
    }
  }, heartbeatMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    closeSync(fd);
  };
}

interface DirectoryParts {
  readonly dir: string;
  readonly endHeartbeat: () => void;
  readonly onFailure: OnRecordFailure;
  /** A descriptor of the null device. */
  readonly nowhere: number;
}

class Directory implements RunDirectory {
  readonly dir: string;
  readonly #parts: DirectoryParts;
  #hasInbox = false;
  #closed = false;

  constructor(parts: DirectoryParts) {
    this.dir = parts.dir;
    this.#parts = parts;
  }

  openStep(seq: number, module: string, name: string): StepRecords {
    const { dir, nowhere, onFailure } = this.#parts;
    return openStepFiles({ base: join(dir, stepFileName(seq, module, name)), nowhere, onFailure });
  }

  writeInbox(sequence: string, channel: string, payload: string): string {
    const relative = join("inbox", inboxFileName(sequence, channel));
    this.#keep(relative, (path) => {
      if (!this.#hasInbox) mkdirSync(join(this.dir, "inbox"), 0o700);
      this.#hasInbox = true;
      writeFileSync(path, payload, { mode: 0o600, flag: "wx" });
    });
    return relative;
  }

  writeReturnValue(value: string): void {
    this.#keep("return_value.txt", (path) => writeFileSync(path, value, { mode: 0o600 }));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#parts.endHeartbeat();
    closeSync(this.#parts.nowhere);
  }

  #keep(relative: string, write: (path: string) => void): void {
    const path = join(this.dir, relative);
    try {
      write(path);
    } catch (error) {
      this.#parts.onFailure(recordFailure("write", path, error));
    }
  }
}

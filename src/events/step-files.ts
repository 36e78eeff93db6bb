import { closeSync, openSync } from "node:fs";
import { type OnRecordFailure, recordFailure } from "./record-failure.ts";
import type { StepOutput, StepRecords } from "./records.ts";
import { closeStepFiles, type OpenFile } from "./step-output.ts";
import { writeBytes, writeFully } from "./write-fully.ts";

interface StepFilesOptions {
  /** Absolute path without ending. */
  readonly base: string;
  /** A descriptor that swallows what is written: stands in where the files cannot be created. */
  readonly nowhere: number;
  readonly onFailure: OnRecordFailure;
}

/** Creates `<base>.out` and `<base>.err`, mode 0600, empty. */
export function openStepFiles({ base, nowhere, onFailure }: StepFilesOptions): StepRecords {
  const paths = { out: `${base}.out`, err: `${base}.err` };
  let out: OpenFile | undefined;
  try {
    out = create(paths.out);
    return new StepFiles(out, create(paths.err), onFailure);
  } catch (error) {
    if (out !== undefined) closeSync(out.fd);
    onFailure(recordFailure("create", out === undefined ? paths.out : paths.err, error));
    return new NoStepFiles(paths.out, paths.err, nowhere);
  }
}

/** Readable too: what the step wrote is read back before the descriptor is closed. */
function create(path: string): OpenFile {
  return { path, fd: openSync(path, "ax+", 0o600) };
}

class StepFiles implements StepRecords {
  readonly #out: OpenFile;
  readonly #err: OpenFile;
  readonly #onFailure: OnRecordFailure;
  #output: StepOutput | undefined;

  constructor(out: OpenFile, err: OpenFile, onFailure: OnRecordFailure) {
    this.#out = out;
    this.#err = err;
    this.#onFailure = onFailure;
  }

  get outPath(): string {
    return this.#out.path;
  }
  get errPath(): string {
    return this.#err.path;
  }
  get outFd(): number {
    return this.#out.fd;
  }
  get errFd(): number {
    return this.#err.fd;
  }

  out(text: string | Uint8Array): void {
    this.#append(this.#out, text);
  }

  err(text: string | Uint8Array): void {
    this.#append(this.#err, text);
  }

  close(): StepOutput {
    this.#output ??= closeStepFiles(this.#out, this.#err);
    return this.#output;
  }

  #append({ path, fd }: OpenFile, text: string | Uint8Array): void {
    if (text.length === 0 || this.#output !== undefined) return;
    try {
      writeFully(fd, text, writeBytes);
    } catch (error) {
      this.#onFailure(recordFailure("write", path, error));
    }
  }
}

/** The failure to create the files is reported and the run about to stop; until then this serves its steps. */
class NoStepFiles implements StepRecords {
  readonly outPath: string;
  readonly errPath: string;
  readonly outFd: number;
  readonly errFd: number;

  constructor(outPath: string, errPath: string, nowhere: number) {
    this.outPath = outPath;
    this.errPath = errPath;
    this.outFd = nowhere;
    this.errFd = nowhere;
  }

  out(): void {}
  err(): void {}
  close(): StepOutput {
    return { outBytes: 0, errBytes: 0, chunks: () => [], head: () => "", read: () => "" };
  }
}

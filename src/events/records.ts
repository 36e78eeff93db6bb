/** The files of one run directory. */
export interface Records {
  readonly dir: string;
  /** Opens both files of a step, empty. */
  openStep(seq: number, module: string, name: string): StepRecords;
  /** Writes the durable copy of a message; returns its path relative to `dir`. */
  writeInbox(sequence: string, channel: string, payload: string): string;
  writeReturnValue(value: string): void;
}

export interface StepRecords {
  readonly outPath: string;
  readonly errPath: string;
  readonly outFd: number;
  readonly errFd: number;
  out(text: string | Uint8Array): void;
  err(text: string | Uint8Array): void;
  /** Closes both files and removes the empty ones. Idempotent. */
  close(): StepOutput;
}

/** The output of a closed step. Whole texts are read on demand, so that nothing large is held. */
export interface StepOutput {
  readonly outBytes: number;
  readonly errBytes: number;
  /** All bytes as they were written, piece by piece. */
  chunks(stream: "out" | "err"): Iterable<Uint8Array>;
  /** The first `limit` characters. */
  head(stream: "out" | "err", limit: number): string;
  /** The whole stream decoded as UTF-8, or undefined when it holds more than `limit` bytes. */
  read(stream: "out" | "err", limit: number): string | undefined;
}

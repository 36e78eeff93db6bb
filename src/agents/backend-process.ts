import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import type { ProcessEnding, Processes } from "../processes/index.ts";

export interface BackendCommand {
  readonly argv: readonly string[];
  /** Absent: the process gets no stdin. */
  readonly stdin?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** Takes what the process prints. A false answer means that nothing more is wanted: the process is stopped. */
export interface OutputReader {
  out(chunk: Buffer): boolean;
  err(chunk: Buffer): boolean;
}

/** It was stopped by the caller's signal or by the reader. */
export type BackendEnding = ProcessEnding | { readonly kind: "not-started"; readonly error: Error };

/** How long descendants that outlive the process may keep its output open. */
const lingerMs = 1000;

/** Runs a command to its end. Rejects only with what the reader throws. */
export async function runBackend(
  { processes, signal }: { readonly processes: Processes; readonly signal: AbortSignal },
  { argv, stdin, env, cwd }: BackendCommand,
  reader: OutputReader,
): Promise<BackendEnding> {
  const [file = "", ...args] = argv;
  const stdio = [stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"] as const;
  const started = await processes.start({ file, args, env, cwd, stdio }, signal);
  if (!started.ok) return { kind: "not-started", error: started.error };
  const { child, ending } = started.process;
  const restOfOutput = readOutput(child, reader, () => started.process.stop());
  // An agent may exit without reading its prompt: the broken pipe is no failure of its own.
  child.stdin?.on("error", () => {}).end(stdin);
  const how = await ending;
  await restOfOutput();
  return how;
}

/** Starts reading. The returned function waits for the rest and rethrows what the reader threw. */
function readOutput(child: ChildProcess, reader: OutputReader, stop: () => void): () => Promise<void> {
  let thrown: { readonly error: unknown } | undefined;
  const listen = (stream: keyof OutputReader) => (chunk: Buffer) => {
    if (thrown) return;
    try {
      if (!reader[stream](chunk)) stop();
    } catch (error) {
      thrown = { error };
      stop();
    }
  };
  child.stdout?.on("data", listen("out"));
  child.stderr?.on("data", listen("err"));
  const closed = once(child, "close");
  return async () => {
    await Promise.race([closed, linger()]);
    child.stdout?.destroy();
    child.stderr?.destroy();
    if (thrown) throw thrown.error;
  };
}

async function linger(): Promise<void> {
  await sleep(lingerMs, undefined, { ref: false });
  // One more turn of the event loop, so that whatever a slow machine has left in the pipes is read.
  await setImmediate();
}

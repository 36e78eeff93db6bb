import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { ProcessGroup } from "./process-group.ts";

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

export type ProcessEnding =
  | { readonly kind: "exit"; readonly code: number }
  | { readonly kind: "signal"; readonly signal: NodeJS.Signals }
  /** By the caller's signal or by the reader. */
  | { readonly kind: "stopped" }
  | { readonly kind: "not-started"; readonly error: unknown };

/** How long descendants that outlive the process may keep its output open. */
const lingerMs = 1000;

/** Runs a command in a process group of its own. Rejects only with what the reader throws. */
export async function runProcess(
  command: BackendCommand,
  reader: OutputReader,
  signal: AbortSignal,
): Promise<ProcessEnding> {
  if (signal.aborted) return { kind: "stopped" };
  const started = await start(command);
  if (!started.ok) return { kind: "not-started", error: started.error };
  const { child } = started;
  const group = new ProcessGroup(child.pid);
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= group.stop();
  };
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  const exit = once(child, "exit");
  const read = readOutput(child, reader, stop);
  // An agent may exit without reading its prompt: the broken pipe is no failure of its own.
  child.stdin?.on("error", () => {}).end(command.stdin);
  const [code, endSignal] = await exit;
  signal.removeEventListener("abort", stop);
  await stopped;
  group.release();
  await read();
  if (stopped !== undefined) return { kind: "stopped" };
  return endSignal === null ? { kind: "exit", code } : { kind: "signal", signal: endSignal };
}

type Started =
  | { readonly ok: true; readonly child: ChildProcess & { readonly pid: number } }
  | { readonly ok: false; readonly error: unknown };

async function start(command: BackendCommand): Promise<Started> {
  const [file = "", ...args] = command.argv;
  try {
    const child = spawn(file, args, {
      cwd: command.cwd,
      env: command.env,
      detached: true,
      stdio: [command.stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    await once(child, "spawn");
    return { ok: true, child: child as ChildProcess & { readonly pid: number } };
  } catch (error) {
    return { ok: false, error };
  }
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

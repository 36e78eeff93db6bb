import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** The whole environment; only the mark of the family is added. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Standard input, output and error: closed or piped to us, piped to us or an open descriptor. */
  readonly stdio: readonly ["ignore" | "pipe", "pipe" | number, "pipe" | number];
}

export type Spawned =
  | { readonly ok: true; readonly child: ChildProcess; readonly pid: number }
  /** What the system or Node says; nothing has run. */
  | { readonly ok: false; readonly error: Error };

const busyRetries = 8;

/** Starts the command in a session of its own. A file that someone still writes is tried again for a second. */
export async function spawnPatiently(command: Command): Promise<Spawned> {
  for (let attempt = 0; ; attempt++) {
    const spawned = await spawnOnce(command);
    const busy = !spawned.ok && "code" in spawned.error && spawned.error.code === "ETXTBSY";
    if (!busy || attempt === busyRetries) return spawned;
    await delay(4 << attempt);
  }
}

function spawnOnce({ file, args, env, cwd, stdio }: Command): Spawned | Promise<Spawned> {
  let child: ChildProcess;
  try {
    child = spawn(file, args, { cwd, env, detached: true, stdio: [...stdio] });
  } catch (error) {
    // Node throws for some system errors, and for a NUL in an argument, and emits the others.
    return { ok: false, error: error instanceof Error ? error : new Error(String(error)) };
  }
  const { pid } = child;
  if (pid !== undefined) return { ok: true, child, pid };
  return new Promise((resolve) => child.once("error", (error) => resolve({ ok: false, error })));
}

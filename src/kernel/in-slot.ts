import type { Context } from "./context.ts";

/**
 * Does `work` in a slot, at once when one is free: nothing of a script or a prompt exists while it waits for one, so
 * that thousands can wait. Undefined when the run is stopped before.
 */
export async function inSlot<T>(
  { run, signal }: Pick<Context, "run" | "signal">,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const slot = run.ports.slots.acquire(signal);
  const release = slot instanceof Promise ? await slot : slot;
  if (!release) return undefined;
  try {
    return await work();
  } finally {
    release();
  }
}

import type { RunState } from "./context.ts";

/** The results of all, once none goes on any more. A bug in one of them stops the whole run, and then it is thrown. */
export async function together<T>(
  work: readonly Promise<T>[],
  { abandon }: Pick<RunState, "abandon">,
): Promise<T[]> {
  for (const one of work) one.catch(abandon);
  await Promise.allSettled(work);
  return Promise.all(work);
}

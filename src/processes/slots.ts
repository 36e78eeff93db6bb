/** Gives back a slot; to be called once. */
type Release = () => void;

/**
 * Slots for all scripts and prompts of this process. Who finds none waits in line: first come, first served, so that
 * branches start in the order of their dispatch.
 */
export class Slots {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(count: number) {
    this.#free = count;
  }

  /** A slot at once when one is free. Nothing once `signal` is aborted: then none is held. */
  acquire(signal: AbortSignal): Release | undefined | Promise<Release | undefined> {
    if (signal.aborted) return undefined;
    if (this.#free > 0) {
      this.#free--;
      return this.#release;
    }
    return new Promise((resolve) => {
      const leave = (release?: Release) => {
        this.#waiting.delete(enter);
        signal.removeEventListener("abort", giveUp);
        resolve(release);
      };
      const enter = () => leave(this.#release);
      const giveUp = () => leave();
      this.#waiting.add(enter);
      signal.addEventListener("abort", giveUp);
    });
  }

  readonly #release = () => {
    for (const enter of this.#waiting) {
      enter();
      return;
    }
    this.#free++;
  };
}

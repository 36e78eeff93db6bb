import { onAbort } from "./on-abort.ts";

/**
 * Slots for processes, shared by all who start them on this machine. Who finds none waits in line: first come, first
 * served, so that branches start in the order of their dispatch.
 */
export class ProcessLimit {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(slots: number) {
    this.#free = slots;
  }

  /** Resolves with true once a slot is taken, with false when `signal` aborts first: then nothing is held. */
  acquire(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    if (this.#free > 0) {
      this.#free--;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const enter = () => {
        forget();
        resolve(true);
      };
      const forget = onAbort(signal, () => {
        forget();
        this.#waiting.delete(enter);
        resolve(false);
      });
      this.#waiting.add(enter);
    });
  }

  /** Hands the slot to the first in line. */
  release(): void {
    for (const enter of this.#waiting) {
      this.#waiting.delete(enter);
      enter();
      return;
    }
    this.#free++;
  }
}

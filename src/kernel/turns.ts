import type { Clock } from "./ports.ts";

/** Longest time, in milliseconds, that steps go on before signals, timers and the report get their turn. */
const longestStretch = 20;

/** Gives the event loop its turns while steps wait for nothing outside. */
export class Turns {
  readonly #clock: Clock;
  /** When the loop went on to steps; undefined while none has been executed since. */
  #since: number | undefined;
  #waiting: (() => void)[] = [];
  #held = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What the next step has to wait for; mostly nothing. All that wait go on in the order in which they came. */
  owed(): Promise<void> | undefined {
    if (this.#since === undefined) {
      this.#since = this.#clock.now();
      setImmediate(() => this.#turn());
      return undefined;
    }
    if (this.#held || this.#clock.now() - this.#since < longestStretch) return undefined;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Calls `start` and owes no turn until it returns: a branch is not held up before its own first wait. */
  hold<T>(start: () => T): T {
    const outer = this.#held;
    this.#held = true;
    try {
      return start();
    } finally {
      this.#held = outer;
    }
  }

  #turn(): void {
    this.#since = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}

/** Time as the report needs it. Tests turn their own. */
export interface ReportClock {
  /** Milliseconds that never go back; only differences mean anything. */
  now(): number;
  /** Calls `run` at each interval until the returned function is called. Never keeps the process alive. */
  every(ms: number, run: () => void): () => void;
  /** Calls `run` once, when the present turn of the event loop is over. */
  soon(run: () => void): void;
}

export const systemClock: ReportClock = {
  now: () => performance.now(),
  every(ms, run) {
    const timer = setInterval(run, ms).unref();
    return () => clearInterval(timer);
  },
  soon: (run) => {
    setImmediate(run);
  },
};

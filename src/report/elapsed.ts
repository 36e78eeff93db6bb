/** `(1.5s)` of the line at the bottom: always one decimal. */
export function runningTime(ms: number): string {
  return `${(ms / 1000).toFixed(1)}s`;
}

/** `0.1s`, `2s`, `59.9s`, `1m 3s`: how long a run took. */
export function resultTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds >= 60) return `${Math.floor(seconds / 60)}m ${seconds % 60}s`;
  // Rounding must not show a minute that has not passed.
  return `${Math.min(Math.round(ms / 100) / 10, 59.9)}s`;
}

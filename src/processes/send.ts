/** Sends a signal to a process, or with a negative number to a process group; false when there is none. */
export function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

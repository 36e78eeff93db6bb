import { writeSync } from "node:fs";

/** The system's write: returns how many bytes it took. A port, so that tests can be a disk that fails. */
export type WriteBytes = (fd: number, data: string | Uint8Array) => number;

export const writeBytes: WriteBytes = (fd, data) =>
  typeof data === "string" ? writeSync(fd, data) : writeSync(fd, data);

/** One write, and further ones only where the system took less than all. Throws the system's error. */
export function writeFully(fd: number, data: string | Uint8Array, write: WriteBytes): void {
  let taken = write(fd, data);
  if (taken === Buffer.byteLength(data)) return;
  const bytes = Buffer.from(data);
  while (taken < bytes.length) {
    const more = write(fd, bytes.subarray(taken));
    if (more === 0) throw Object.assign(new Error("the system takes no more bytes"), { code: "EIO" });
    taken += more;
  }
}

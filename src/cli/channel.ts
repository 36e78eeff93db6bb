import { constants, fstatSync, openSync, writeSync } from "node:fs";
import { isatty } from "node:tty";

export type Descriptor = 1 | 2;

/** Writes as much as the other side takes at once, and says how many bytes that were; throws the system's error. */
export type Channel = (bytes: Uint8Array, from: number) => number;

/**
 * A channel that does not wait for a slow reader: else no signal would be seen meanwhile. Loads no stream object
 * while it can do without: that would cost as much as a small run.
 */
export function openChannel(fd: Descriptor): Channel {
  const kind = fstatSync(fd);
  if (!kind.isFIFO() && !kind.isSocket() && !isatty(fd)) return direct(fd);
  const own = kind.isSocket() ? undefined : reopened(fd);
  if (own !== undefined) return patient(own);
  return isatty(fd) ? direct(fd) : shared(fd);
}

/** For files, which take everything. */
function direct(fd: number): Channel {
  return (bytes, from) => writeSync(fd, bytes, from);
}

function patient(fd: number): Channel {
  return (bytes, from) => {
    try {
      return writeSync(fd, bytes, from);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EAGAIN") return 0;
      throw error;
    }
  };
}

/** The same pipe or terminal once more: not to wait there is then our own wish, and not that of all who share it. */
function reopened(fd: Descriptor): number | undefined {
  const { O_WRONLY, O_NONBLOCK, O_NOCTTY } = constants;
  try {
    return openSync(`/proc/self/fd/${fd}`, O_WRONLY | O_NONBLOCK | O_NOCTTY);
  } catch {
    return undefined;
  }
}

/** What the buffer of any pipe or socket holds, with what it needs for each write beside its bytes. */
const buffered = 64 * 1024;
const writeCost = 1024;

/** Where a descriptor cannot be opened again, the stream object of Node makes it non-blocking, and undoes that at the exit. */
function shared(fd: Descriptor): Channel {
  const write = patient(fd);
  let left = buffered;
  return (bytes, from) => {
    if (left >= 0) {
      left -= bytes.length - from + writeCost;
      if (left < 0) void (fd === 1 ? process.stdout : process.stderr);
    }
    return write(bytes, from);
  };
}

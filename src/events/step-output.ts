import { closeSync, fstatSync, openSync, readSync, unlinkSync } from "node:fs";
import { cutUnits } from "./cut-text.ts";
import type { StepOutput } from "./records.ts";

/** Output up to this size is kept when the step ends, so that it need not be opened again. */
const keptBytes = 64 * 1024;

/** What one stream of a closed step left: small content in memory, large content on disk only. */
interface Stream {
  readonly path: string;
  readonly bytes: number;
  readonly kept?: Buffer;
}

/** Closes the descriptors, which are open for reading too, and removes files without content. */
export function closeStepFiles(out: OpenFile, err: OpenFile): StepOutput {
  const streams = { out: closeFile(out), err: closeFile(err) };
  return {
    outBytes: streams.out.bytes,
    errBytes: streams.err.bytes,
    chunks: (stream) => chunks(streams[stream]),
    head: (stream, limit) => head(streams[stream], limit),
    read: (stream, limit) => {
      const { bytes } = streams[stream];
      return bytes > limit ? undefined : readBytes(streams[stream], bytes).toString();
    },
  };
}

export interface OpenFile {
  readonly path: string;
  readonly fd: number;
}

function closeFile({ path, fd }: OpenFile): Stream {
  try {
    const bytes = fstatSync(fd).size;
    if (bytes === 0) unlinkSync(path);
    return bytes <= keptBytes ? { path, bytes, kept: readAt(fd, bytes) } : { path, bytes };
  } catch {
    // Someone removed or replaced the file while the step ran: what it held is not ours to know.
    return { path, bytes: 0, kept: Buffer.alloc(0) };
  } finally {
    closeSync(fd);
  }
}

/** The first `limit` units, one less where the last would be half a character. */
function head(stream: Stream, limit: number): string {
  // A UTF-16 unit takes at most three bytes of UTF-8; a character that these bytes cut lies behind the limit.
  return cutUnits(readBytes(stream, 3 * limit + 3).toString(), limit);
}

function readBytes({ path, bytes, kept }: Stream, length: number): Buffer {
  if (kept !== undefined) return kept.subarray(0, length);
  try {
    const fd = openSync(path, "r");
    try {
      return readAt(fd, Math.min(bytes, length));
    } finally {
      closeSync(fd);
    }
  } catch {
    return Buffer.alloc(0);
  }
}

/** Ends early where the file cannot be read to its end. */
function* chunks({ path, bytes, kept }: Stream): Generator<Uint8Array> {
  if (kept !== undefined) {
    yield kept;
    return;
  }
  let fd: number | undefined;
  try {
    fd = openSync(path, "r");
    for (let at = 0; at < bytes; at += keptBytes) yield readAt(fd, Math.min(keptBytes, bytes - at), at);
  } catch {
    // What is left of the file is not ours to know.
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** `length` bytes, or fewer where the file has become shorter. */
function readAt(fd: number, length: number, from = 0): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(fd, buffer, filled, length - filled, from + filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}

import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { type FileContent, type Files, fileSizeLimit, type UnreadableFile } from "./files.ts";

/** The files of this machine. */
export const disk: Files = {
  read(path) {
    let fd: number | undefined;
    try {
      fd = openSync(path, "r");
      return readOpen(fd);
    } catch (error) {
      return unreadable(error as NodeJS.ErrnoException);
    } finally {
      if (fd !== undefined) closeSync(fd);
    }
  },
  kind(path) {
    try {
      return statSync(path).isDirectory() ? "directory" : "file";
    } catch {
      return "missing";
    }
  },
};

function readOpen(fd: number): FileContent {
  const stat = fstatSync(fd);
  if (stat.isDirectory()) return { ok: false, problem: "directory", reason: "" };
  if (stat.size > fileSizeLimit) return { ok: false, problem: "too-large", reason: "" };
  return stat.isFile() ? { ok: true, bytes: readFileSync(fd) } : readStream(fd);
}

/** A pipe or a device has no size, and may have no end. */
function readStream(fd: number): FileContent {
  const chunks: Buffer[] = [];
  let size = 0;
  while (size <= fileSizeLimit) {
    const chunk = Buffer.allocUnsafe(64 * 1024);
    const length = readSync(fd, chunk);
    if (length === 0) return { ok: true, bytes: Buffer.concat(chunks) };
    chunks.push(chunk.subarray(0, length));
    size += length;
  }
  return { ok: false, problem: "too-large", reason: "" };
}

function unreadable(error: NodeJS.ErrnoException): UnreadableFile {
  if (error.code === "ENOENT" || error.code === "ENOTDIR")
    return { ok: false, problem: "missing", reason: "" };
  // `EACCES: permission denied, open '/a'`: the path is told elsewhere.
  const reason = /^\w+: (.*?), \w+/.exec(error.message)?.[1] ?? error.message;
  return { ok: false, problem: "unreadable", reason };
}

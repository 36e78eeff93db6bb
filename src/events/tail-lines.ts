import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { decodeFromMiddle } from "./cut-text.ts";

/** However long the last lines are, not more than this is read. */
const longestTail = 64 * 1024;

/** The last `count` lines of a file without the whitespace at its end; empty when there is no such file. */
export function tailLines(path: string, count: number): string {
  let fd: number | undefined;
  try {
    fd = openSync(path, "r");
    const { size } = fstatSync(fd);
    const bytes = Buffer.allocUnsafe(Math.min(size, longestTail));
    const length = readSync(fd, bytes, 0, bytes.length, size - bytes.length);
    return lastLines(decodeFromMiddle(bytes.subarray(0, length)), count);
  } catch {
    return "";
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** The last `count` lines of a text without the whitespace at its end. Holds nothing of the rest in memory. */
export function lastLines(text: string, count: number): string {
  const trimmed = text.trimEnd();
  let start = trimmed.length;
  for (let line = 0; line < count && start > 0; line++) start = trimmed.lastIndexOf("\n", start - 1);
  // A slice would keep the whole text alive; its characters written anew do not.
  return Buffer.from(trimmed.slice(Math.max(start + 1, 0))).toString();
}

import { statSync } from "node:fs";
import { contentLimit } from "./limits.ts";
import { lastLines, tailLines } from "./tail-lines.ts";

/**
 * The last lines of a step's output: of the content its event carried, or of the file where the content was cut.
 * What comes from the file is not redacted.
 */
export function outputTail(path: string, content: string, count: number): string {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return size > contentLimit ? tailLines(path, count) : lastLines(content, count);
}

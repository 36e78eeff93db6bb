import type { ScriptOrigin } from "./extracted.ts";

/**
 * Offset in the module's source where a 1-based line of the emitted file starts. For a line that was added it is the
 * nearest line of the body above, else below: an interpreter that waits in vain for a closing quote names the end of
 * the file.
 */
export function sourceOffset({ lines, body }: ScriptOrigin, line: number): number {
  return (
    lines.findLast((offset, index) => index < line && offset !== undefined) ??
    lines.find((offset) => offset !== undefined) ??
    body.textSpan.start
  );
}

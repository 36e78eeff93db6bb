import type { FileId, Position } from "./span.ts";

/** The text of one file with its line table, which is computed on first use. */
export class SourceFile {
  readonly id: FileId;
  readonly text: string;
  #lineStarts: readonly number[] | undefined;

  constructor(id: FileId, text: string) {
    this.id = id;
    this.text = text;
  }

  position(offset: number): Position {
    const starts = this.#starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, col: offset - (starts[low] ?? 0) + 1 };
  }

  /** Offset of the first character of the line that holds `offset`. */
  lineStart(offset: number): number {
    return this.text.lastIndexOf("\n", offset - 1) + 1;
  }

  /** The text of a 1-based line without its line end; empty beyond the last line. */
  line(number: number): string {
    const start = this.#starts()[number - 1];
    if (start === undefined) return "";
    const end = this.text.indexOf("\n", start);
    return this.text.slice(start, end === -1 ? undefined : end).replace(/\r$/, "");
  }

  #starts(): readonly number[] {
    if (this.#lineStarts) return this.#lineStarts;
    const starts = [0];
    for (let at = this.text.indexOf("\n"); at !== -1; at = this.text.indexOf("\n", at + 1))
      starts.push(at + 1);
    this.#lineStarts = starts;
    return starts;
  }
}

export interface Heading {
  readonly kind: "heading";
  readonly text: string;
}

/** A fenced block. Its fence starts at the beginning of a line. */
export interface Block {
  readonly kind: "block";
  /** 1-based line of the opening fence. */
  readonly line: number;
  /** The words after the opening fence. */
  readonly words: readonly string[];
  readonly lines: readonly string[];
}

/** The headings and fenced blocks of a markdown page, in order. */
export function* blocks(markdown: string): Generator<Heading | Block> {
  const lines = markdown.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const heading = /^#+ +(.*)$/.exec(line)?.[1];
    if (heading !== undefined) yield { kind: "heading", text: heading };
    const [, fence, info = ""] = /^(`{3,})([^`]*)$/.exec(line) ?? [];
    if (fence === undefined) continue;
    const end = lines.findIndex((text, index) => index > at && closes(text, fence));
    if (end === -1) throw new Error(`line ${at + 1}: the block is never closed`);
    const words = info.split(" ").filter((word) => word !== "");
    yield { kind: "block", line: at + 1, words, lines: lines.slice(at + 1, end) };
    at = end;
  }
}

function closes(line: string, fence: string): boolean {
  return /^`+ *$/.test(line) && line.trim().length >= fence.length;
}

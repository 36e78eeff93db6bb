import { createReadStream } from "node:fs";
import type { Event } from "./event.ts";
import { parseEvent } from "./parse-event.ts";

export type JournalLine =
  | { readonly kind: "event"; readonly event: Event }
  /** An event of another release. */
  | { readonly kind: "unknown" }
  /** No JSON: the last line of a run that was killed while it wrote. */
  | { readonly kind: "torn" };

/** The lines in order, read as they are asked for. Rejects with the system's error when the file cannot be read. */
export async function* readJournal(path: string): AsyncGenerator<JournalLine> {
  for await (const line of lines(createReadStream(path, { encoding: "utf8" }))) {
    const event = parseEvent(line);
    if (event === undefined) yield { kind: "torn" };
    else if (event === "unknown") yield { kind: "unknown" };
    else yield { kind: "event", event };
  }
}

/** Splits at newlines only: JSON strings may hold the other characters that count as line ends elsewhere. */
async function* lines(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  // The parts of an unfinished line are joined once, so that a line of many chunks costs its length only.
  let started: string[] = [];
  for await (const chunk of chunks) {
    const parts = chunk.split("\n");
    const rest = parts.pop() ?? "";
    for (const part of parts) {
      const line = started.join("") + part;
      started = [];
      if (line !== "") yield line;
    }
    if (rest !== "") started.push(rest);
  }
  if (started.length > 0) yield started.join("");
}

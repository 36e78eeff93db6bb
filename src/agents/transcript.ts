import type { TranscriptSink } from "./agent.ts";

type Section = "Reasoning" | "Final answer";

/** Receives what an agent says, as it comes. */
export interface Speech {
  reasoning(text: string): void;
  answer(text: string): void;
}

/** Lays out a prompt and what the agent says to it. Each heading is written once, before the first text under it. */
export class Transcript implements Speech {
  readonly #sink: TranscriptSink;
  readonly #begun = new Set<Section>();

  constructor(sink: TranscriptSink) {
    this.#sink = sink;
  }

  open(commandLine: string, prompt: string): void {
    this.#sink.out(`Command:\n${commandLine}\n\nPrompt:\n${prompt}\n\n`);
  }

  reasoning(text: string): void {
    this.#say("Reasoning", text);
  }

  answer(text: string): void {
    this.#say("Final answer", text);
  }

  close(): void {
    this.#sink.out("\n");
  }

  #say(section: Section, text: string): void {
    if (text === "") return;
    if (!this.#begun.has(section)) {
      this.#sink.out(`${this.#begun.size > 0 ? "\n\n" : ""}${section}:\n`);
      this.#begun.add(section);
    }
    this.#sink.out(text);
  }
}

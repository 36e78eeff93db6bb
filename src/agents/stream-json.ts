import type { AnswerReader } from "./ask-process.ts";
import { BoundedText } from "./bounded-text.ts";
import { LineSplitter } from "./line-splitter.ts";
import type { Speech } from "./transcript.ts";
import { type Utterance, utterances } from "./utterance.ts";

/** Listens to an agent that prints one JSON object a line. Lines of stdout and stderr may interleave. */
export class StreamJson implements AnswerReader {
  readonly #speech: Speech;
  readonly #answer: BoundedText;
  /** Lines that are no JSON: the answer of last resort. */
  readonly #plain: BoundedText;
  readonly #stdout = new LineSplitter((line) => this.#take(line));
  readonly #stderr = new LineSplitter((line) => this.#take(line));
  /** Thoughts that came in pieces since the last whole one. */
  readonly #reasoning: BoundedText;
  #hadDelta = false;
  #hadMessage = false;
  #ended = false;
  readonly #hear: Readonly<Record<Utterance["kind"], (text: string) => void>> = {
    reasoning: (text) => {
      this.#reasoning.append(text);
      this.#speech.reasoning(text);
    },
    thought: (text) => this.#hearThought(text),
    delta: (text) => {
      this.#hadDelta = true;
      this.#continue(text);
    },
    message: (text) => this.#hearMessage(text),
    result: (text) => {
      if (this.#answer.text === "") this.#continue(text);
    },
    plain: (text) => {
      this.#plain.append(text);
      this.#speech.answer(text);
    },
  };

  constructor(speech: Speech, limit: number) {
    this.#speech = speech;
    this.#answer = new BoundedText(limit);
    this.#plain = new BoundedText(limit);
    this.#reasoning = new BoundedText(limit);
  }

  get over(): boolean {
    const plainIsAnswer = this.#ended && this.#answer.text === "";
    return this.#answer.over || this.#stdout.over || this.#stderr.over || (plainIsAnswer && this.#plain.over);
  }

  out(chunk: Buffer): void {
    this.#stdout.write(chunk);
  }

  err(chunk: Buffer): void {
    this.#stderr.write(chunk);
  }

  finish(): string {
    this.#stdout.end();
    this.#stderr.end();
    this.#ended = true;
    return this.#answer.text || this.#plain.text;
  }

  #take(line: string): void {
    if (line.trim() === "") return;
    for (const said of utterances(line)) this.#hear[said.kind](said.text);
  }

  /** Some agents repeat in the whole message what they thought piece by piece. */
  #hearThought(text: string): void {
    const repeated = text === this.#reasoning.text;
    this.#reasoning.replace("");
    if (!repeated && !this.#hadDelta) this.#speech.reasoning(text);
  }

  /** The last message is the answer, but only the first one is shown: later ones mostly repeat and extend it. */
  #hearMessage(text: string): void {
    if (this.#hadDelta) return;
    const answer = withoutLeadingNewlines(text);
    this.#answer.replace(answer);
    if (!this.#hadMessage) this.#speech.answer(answer);
    this.#hadMessage = true;
  }

  #continue(text: string): void {
    const more = this.#answer.text === "" ? withoutLeadingNewlines(text) : text;
    this.#answer.append(more);
    this.#speech.answer(more);
  }
}

function withoutLeadingNewlines(text: string): string {
  return text.replace(/^[\r\n]+/, "");
}

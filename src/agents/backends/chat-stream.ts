import { BoundedText } from "../bounded-text.ts";
import { parseObject, textAt, valueAt } from "../json.ts";
import { LineSplitter } from "../line-splitter.ts";
import type { Speech } from "../transcript.ts";

/** Listens to a chat completion that arrives as server-sent events. */
export class ChatStream {
  readonly #speech: Speech;
  readonly #answer: BoundedText;
  readonly #lines = new LineSplitter((line) => this.#take(line));
  #events = 0;
  #done = false;
  #error: string | undefined;

  constructor(speech: Speech, limit: number) {
    this.#speech = speech;
    this.#answer = new BoundedText(limit);
  }

  get answer(): string {
    return this.#answer.text;
  }

  get over(): boolean {
    return this.#answer.over || this.#lines.over;
  }

  /** Nothing that matters will follow, whether or not the server closes the stream. */
  get done(): boolean {
    return this.#done || this.#error !== undefined;
  }

  /** Why there is no answer. */
  get error(): string | undefined {
    return this.#error;
  }

  write(chunk: Buffer): void {
    this.#lines.write(chunk);
  }

  end(): void {
    this.#lines.end();
    if (this.#events === 0 && !this.done) this.#error = "the server sent no events";
  }

  #take(line: string): void {
    const data = /^data:(.*)$/.exec(line.trimEnd())?.[1]?.trim();
    if (data === undefined || this.done) return;
    if (data === "[DONE]") this.#done = true;
    const event = parseObject(data);
    if (event === undefined) return;
    this.#events++;
    if (!valueAt(event, "choices") && valueAt(event, "error")) {
      this.#error =
        textAt(event, "error", "message") || textAt(event, "error") || "the server reports an error";
      return;
    }
    const text = textAt(event, "choices", 0, "delta", "content");
    this.#answer.append(text);
    this.#speech.answer(text);
  }
}

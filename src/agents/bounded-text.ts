/** Text up to a number of bytes; once it would be longer, it is dropped and stays `over`. */
export class BoundedText {
  readonly #limit: number;
  #text = "";
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get text(): string {
    return this.#text;
  }

  get over(): boolean {
    return this.#bytes > this.#limit;
  }

  append(text: string): void {
    if (this.over) return;
    this.#bytes += Buffer.byteLength(text);
    this.#text = this.over ? "" : this.#text + text;
  }

  replace(text: string): void {
    this.#bytes = Buffer.byteLength(text);
    this.#text = this.over ? "" : text;
  }
}

/** The end of a text of any length. */
export class Tail {
  readonly #limit: number;
  #text = "";

  constructor(limit: number) {
    this.#limit = limit;
  }

  get text(): string {
    return this.#text.slice(-this.#limit);
  }

  append(text: string): void {
    this.#text += text;
    if (this.#text.length > 2 * this.#limit) this.#text = this.text;
  }
}

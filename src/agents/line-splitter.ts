import { StringDecoder } from "node:string_decoder";

/** Longer lines than this hold no text that anyone could use. */
const longestLine = 64 * 1024 * 1024;

/** Cuts a stream of bytes into lines, wherever the chunks end. */
export class LineSplitter {
  readonly #decoder = new StringDecoder("utf8");
  readonly #take: (line: string) => void;
  #rest = "";
  #over = false;

  constructor(take: (line: string) => void) {
    this.#take = take;
  }

  /** A line was too long to be held; it and all that follows is dropped. */
  get over(): boolean {
    return this.#over;
  }

  write(chunk: Buffer): void {
    this.#add(this.#decoder.write(chunk));
  }

  /** Hands over the last line if no line end follows it. */
  end(): void {
    this.#add(this.#decoder.end());
    if (this.#rest !== "") this.#take(this.#rest);
    this.#rest = "";
  }

  #add(text: string): void {
    if (this.#over) return;
    const lines = text.split("\n");
    const last = lines.pop() ?? "";
    for (const line of lines) {
      this.#take(this.#rest + line);
      this.#rest = "";
    }
    this.#rest += last;
    if (this.#rest.length <= longestLine) return;
    this.#over = true;
    this.#rest = "";
  }
}

import { StringDecoder } from "node:string_decoder";
import { type AnswerReader, askProcess } from "../ask-process.ts";
import type { AgentBackend } from "../backend.ts";
import { trimBlankLines } from "../blank-lines.ts";
import { BoundedText } from "../bounded-text.ts";
import { shellQuote, shellQuoteAll } from "../shell-quote.ts";
import type { Speech } from "../transcript.ts";

/** A command of the user's own: the prompt goes to its stdin, and what it prints is the answer. */
export const backend: AgentBackend = {
  commandLine: ({ text, settings }) => `printf %s ${shellQuote(text)} | ${shellQuoteAll(settings.command)}`,
  send: (exchange) => {
    const { text, settings, env } = exchange.request;
    const answer = new PrintedAnswer(exchange.speech, exchange.limit);
    return askProcess(exchange, { argv: settings.command, stdin: text, env }, answer);
  },
};

class PrintedAnswer implements AnswerReader {
  readonly #speech: Speech;
  readonly #text: BoundedText;
  readonly #decoder = new StringDecoder("utf8");

  constructor(speech: Speech, limit: number) {
    this.#speech = speech;
    this.#text = new BoundedText(limit);
  }

  get over(): boolean {
    return this.#text.over;
  }

  out(chunk: Buffer): void {
    this.#take(this.#decoder.write(chunk));
  }

  finish(): string {
    this.#take(this.#decoder.end());
    return trimBlankLines(this.#text.text);
  }

  #take(text: string): void {
    this.#text.append(text);
    this.#speech.answer(text);
  }
}

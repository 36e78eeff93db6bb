import { existsSync } from "node:fs";
import { constants } from "node:os";
import { StringDecoder } from "node:string_decoder";
import { getSystemErrorMap } from "node:util";
import type { PromptResult } from "./agent.ts";
import { answerTooLong, cancelled, diagnose, type Exchange, type PromptFailure } from "./backend.ts";
import { type BackendCommand, runBackend } from "./backend-process.ts";
import { Tail } from "./bounded-text.ts";

/** Makes an answer of what a backend prints. */
export interface AnswerReader {
  out(chunk: Buffer): void;
  /** The same for stderr, where a backend answers there too. */
  err?(chunk: Buffer): void;
  /** The answer has outgrown its limit. */
  readonly over: boolean;
  /** Called once, after the last chunk. */
  finish(): string;
}

/** Characters of a backend's stderr that can become an error text. */
const errorTailLength = 64 * 1024;

/** Runs a backend as a process and turns its ending into the prompt's result. */
export async function askProcess(
  exchange: Exchange,
  command: Pick<BackendCommand, "argv" | "stdin" | "env">,
  answer: AnswerReader,
): Promise<PromptResult> {
  const { request, signal } = exchange;
  const decoder = new StringDecoder("utf8");
  const tail = new Tail(errorTailLength);
  const complain = (text: string) => {
    tail.append(text);
    if (text !== "") exchange.err(text);
  };
  const reader = {
    out: (chunk: Buffer) => {
      answer.out(chunk);
      return !answer.over;
    },
    err: (chunk: Buffer) => {
      complain(decoder.write(chunk));
      answer.err?.(chunk);
      return !answer.over;
    },
  };
  const ending = await runBackend(exchange, { ...command, cwd: request.cwd }, reader);
  complain(decoder.end());
  const text = answer.finish();
  switch (ending.kind) {
    case "exit":
      if (answer.over) return answerTooLong(exchange);
      return ending.code === 0 ? { ok: true, answer: text } : failed(ending.code, tail.text.trim());
    case "signal":
      return failed(128 + constants.signals[ending.signal], tail.text.trim(), ` (${ending.signal})`);
    case "stopped":
      return signal.aborted ? cancelled : answerTooLong(exchange);
    case "not-started":
      return notStarted(exchange, command.argv[0] ?? "", ending.error);
    default:
      return ending satisfies never;
  }
}

function failed(status: number, stderr: string, how = ""): PromptFailure {
  return { ok: false, status, error: stderr || `prompt failed${how}`, reason: "transport" };
}

function notStarted(exchange: Exchange, command: string, error: unknown): PromptFailure {
  const problem = error as NodeJS.ErrnoException;
  const passing = ["EAGAIN", "ENOMEM", "EMFILE", "ENFILE"].includes(problem.code ?? "");
  const why = explainStart(problem, exchange.request.cwd);
  return diagnose(exchange, passing ? "transport" : "setup", `jaiph: failed to start ${command}: ${why}`);
}

function explainStart({ code, errno = 0, message }: NodeJS.ErrnoException, cwd: string): string {
  if (code === "ERR_INVALID_ARG_VALUE") return "NUL character in its arguments or environment";
  // The system reports a missing working directory as if the command were missing.
  if (code === "ENOENT" && !existsSync(cwd)) return `no directory ${cwd}`;
  const known = getSystemErrorMap().get(errno);
  return known ? `${known[1]} (${known[0]})` : message;
}

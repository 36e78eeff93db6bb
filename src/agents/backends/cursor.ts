import type { PromptRequest } from "../agent.ts";
import { type AnswerReader, askProcess } from "../ask-process.ts";
import type { AgentBackend } from "../backend.ts";
import { trimBlankLines } from "../blank-lines.ts";
import { shellQuoteAll } from "../shell-quote.ts";
import { StreamJson } from "../stream-json.ts";

/** Cursor's command line agent. It takes the prompt as its last argument, so everyone on the machine can see it. */
export const backend: AgentBackend = {
  commandLine: (request) => shellQuoteAll(argv(request)),
  send: (exchange) => {
    const stream = new StreamJson(exchange.speech, exchange.limit);
    const answer: AnswerReader = {
      out: (chunk) => stream.out(chunk),
      finish: () => trimBlankLines(stream.finish()),
      get over() {
        return stream.over;
      },
    };
    return askProcess(exchange, { argv: argv(exchange.request), env: exchange.request.env }, answer);
  },
};

function argv({ settings, workspace, text }: PromptRequest): readonly string[] {
  return [
    ...settings.command,
    ...["--print", "--output-format", "stream-json", "--stream-partial-output", "--workspace", workspace],
    ...(settings.model === undefined ? [] : ["--model", settings.model]),
    ...["--trust", settings.trustedWorkspace],
    ...settings.cursorFlags,
    text,
  ];
}

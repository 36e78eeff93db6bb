import type { TokenType } from "chevrotain";
import type { Diagnostic } from "../../source/index.ts";
import type { Broken } from "./broken.ts";
import { explainConst, explainNamed } from "./explain-binding.ts";
import { explainEnsure, explainRun } from "./explain-call.ts";
import { explainBlockConfig, explainFor, explainIf, explainMatch } from "./explain-control.ts";
import { explainFail, explainLog, explainReturn } from "./explain-message.ts";
import { explainPrompt } from "./explain-prompt.ts";
import * as T from "./tokens.ts";

type Explain = (broken: Broken) => Diagnostic | undefined;

/** Says why a statement is none; nothing when it is no attempt at a step, but a line of something else. */
export function explainStep(broken: Broken): Diagnostic | undefined {
  const explain = explainers.get(broken.first.tokenType) ?? explainNamed;
  return explain(broken);
}

const explainers = new Map<TokenType, Explain>([
  [T.Run, explainRun],
  [T.Ensure, explainEnsure],
  [T.Const, explainConst],
  [T.Log, explainLog],
  [T.Logerr, explainLog],
  [T.Logwarn, explainLog],
  [T.Fail, explainFail],
  [T.Return, explainReturn],
  [T.Prompt, explainPrompt],
  [T.Match, explainMatch],
  [T.If, explainIf],
  [T.For, explainFor],
  [T.Config, explainBlockConfig],
]);

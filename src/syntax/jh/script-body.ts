import type { IToken } from "chevrotain";
import type { ScriptBody } from "../ast.ts";
import { type Problem, problem } from "./problem.ts";
import { tokenSpan } from "./text.ts";

export function backtickBody(token: IToken): ScriptBody {
  const span = tokenSpan(token);
  const textSpan = { start: span.start + 1, end: span.end - 1 };
  return { kind: "script-body", span, form: "backtick", text: token.image.slice(1, -1), textSpan };
}

/** Takes a whole fence apart: tag, body lines, and where they stand. */
export function fencedBody(token: IToken): ScriptBody {
  const span = tokenSpan(token);
  const { image } = token;
  const firstLine = image.indexOf("\n") + 1;
  const closingLine = image.lastIndexOf("\n") + 1;
  const tag = image.slice(3, firstLine).trim();
  const end = Math.max(firstLine, closingLine - 1);
  return {
    kind: "script-body",
    span,
    form: "fenced",
    ...(tag !== "" && { tag }),
    text: image.slice(firstLine, end).replaceAll("\r\n", "\n").replace(/\r$/, ""),
    textSpan: { start: span.start + firstLine, end: span.start + end },
  };
}

/** What is wrong inside a body that is delimited well. */
export function bodyProblem({ form, tag = "", text }: ScriptBody): Problem | undefined {
  if (form === "backtick") {
    const found = /\$\{[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?\}/.exec(text);
    return found ? problem("script-interpolation", { text: found[0] }) : undefined;
  }
  if (/\s/.test(tag)) return problem("fence-open", {});
  return tag !== "" && /^\s*#!/.test(text) ? problem("fence-shebang", { tag }) : undefined;
}

import type { IToken } from "chevrotain";
import { type Problem, problem } from "./problem.ts";
import * as T from "./tokens.ts";

const fallback = /^\$\{\w+:[-+=?]/;
const numeric = /^\$\{\d+\}/;
const nested = /\$\{[ \t]*(?:run|ensure)\b[\s\S]*\$\{[ \t]*(?:run|ensure)\b/;

function substitutes({ image, startOffset }: IToken, source: string): boolean {
  return image === "$(" || (image === "$" && source[startOffset + 1] === "(");
}

/** The first content rule that a text breaks, in the order of the rules; `context` is the word of its step. */
export function contentProblem(
  suspects: readonly IToken[],
  source: string,
  context: string,
): Problem | undefined {
  if (suspects.some(({ image }) => fallback.test(image))) return problem("shell-fallback", { context });
  if (suspects.some((token) => substitutes(token, source)))
    return problem("command-substitution", { context });
  const number = suspects.find(({ image }) => numeric.test(image));
  if (number) return problem("numeric-interpolation", { context, text: number.image });
  const bare = context === "const" ? undefined : suspects.find(isBare);
  if (bare) return problem("bare-interpolation", { context, name: bare.image.slice(1) });
  const inline = suspects.find(({ tokenType }) => tokenType === T.BadInline);
  if (!inline) return undefined;
  if (nested.test(inline.image)) return problem("nested-inline-capture", { context });
  const keyword = /run|ensure/.exec(inline.image)?.[0] ?? "run";
  return problem("invalid-inline-reference", { context, keyword });
}

function isBare({ tokenType, image }: IToken): boolean {
  return tokenType === T.Dollar || /^\$\d/.test(image);
}

/** The shell form that the value of a `const` may not have; of an expansion, how it is written. */
export function constForm(suspects: readonly IToken[], source: string): string | undefined {
  if (suspects.some((token) => substitutes(token, source))) return "command";
  if (suspects.some(({ image }) => /^\$\{\w+%%/.test(image))) return "${var%%…}";
  if (suspects.some(({ image }) => /^\$\{\w+\/\//.test(image))) return "${var//…}";
  if (suspects.some(({ image }) => image.startsWith("${#"))) return "${#var}";
  return suspects.some(({ image }) => fallback.test(image)) ? "fallback" : undefined;
}

import type { Diagnostic } from "../../source/index.ts";
import { type Broken, before, excerpt, follower, inRule, isOf, lineOf, restOf, say } from "./broken.ts";
import { atLineEnd, explainLiteral } from "./explain-literal.ts";
import * as T from "./tokens.ts";

/** Says why a line at the top level is no item. */
export function explainItem(b: Broken): Diagnostic {
  const { first } = b;
  if (isOf(first, T.Import)) return explainImport(b);
  if (isOf(first, T.Config)) return explainConfig(b);
  if (isOf(first, T.Channel)) return explainChannel(b);
  if (isOf(first, T.Const)) return explainConst(b);
  const keyword = isOf(first, T.Export) ? follower(b, 1) : first;
  if (isOf(keyword, T.Rule)) return explainDefinition(b, "rule");
  if (isOf(keyword, T.Workflow)) return explainDefinition(b, "workflow");
  if (isOf(keyword, T.Script)) return explainScript(b);
  if (keyword?.image.startsWith("script:"))
    return say(b, "script-language", b.places.line, { language: keyword.image.slice("script:".length) });
  return explainStray(b);
}

function explainStray(b: Broken): Diagnostic {
  const { line } = b.places;
  const { image } = b.first;
  const text = lineText(b);
  if (image === "local") return say(b, "unknown-top-level-keyword", line, { keyword: image });
  if (image === "test" && b.source.id.endsWith(".test.jh")) return say(b, "tests-unsupported", line, {});
  const kind = (["rule", "script", "workflow"] as const).find((word) => text.includes(`${word} `));
  return kind
    ? say(b, "invalid-declaration", line, { kind })
    : say(b, "unsupported-top-level", line, { text: excerpt(text) });
}

function lineText({ source, first }: Broken): string {
  return source.text.slice(first.startOffset, first.startOffset + 500).split("\n", 1)[0] ?? "";
}

function explainImport(b: Broken): Diagnostic {
  const { line } = b.places;
  if (isOf(b.at, T.SingleQuoted)) return say(b, "single-quotes", line, {});
  return say(b, isOf(follower(b, 1), T.Script) ? "script-import-form" : "import-form", line, {});
}

function explainConfig(b: Broken): Diagnostic {
  const { line } = b.places;
  if (b.rules.length > 0) return say(b, "config-opening", line, {});
  return say(b, "config-trailing", lineOf(b, b.at), {});
}

function explainChannel(b: Broken): Diagnostic {
  const { line, value } = b.places;
  const name = follower(b, 1)?.image ?? "";
  if (!value) return say(b, "channel-form", line, {});
  if (atLineEnd(b) && isOf(before(b), T.Arrow)) return say(b, "channel-without-target", line, { name });
  return say(b, "channel-target", line, { target: atLineEnd(b) ? "" : restOf(b) });
}

function explainConst(b: Broken): Diagnostic {
  const { line } = b.places;
  const last = before(b);
  if (b.rules.length === 0 && last && isOf(last, T.TripleClose))
    return say(b, "triple-trailing", lineOf(b, last), {});
  if (b.rules.length === 0) return say(b, "quote-trailing", line, { rest: restOf(b) });
  return explainLiteral(b, line) ?? say(b, "const-item-form", line, {});
}

function explainDefinition(b: Broken, kind: "rule" | "workflow"): Diagnostic {
  const { line } = b.places;
  const last = before(b);
  if (b.rules.length === 0) return say(b, "closing-brace-alone", lineOf(b, last ?? b.at), {});
  const name = follower(b, isOf(b.first, T.Export) ? 2 : 1);
  const named = name && isOf(name, T.Name);
  if (inRule(b, "body") && named)
    return say(b, "declaration-without-braces", line, { kind, name: name.image });
  const bareHeader = isOf(b.at, T.LeftBrace) || atLineEnd(b);
  if (inRule(b, "params") && named && name === last && bareHeader)
    return say(b, "declaration-without-parentheses", line, { kind, name: name.image });
  return say(b, "invalid-declaration", line, { kind });
}

function explainScript(b: Broken): Diagnostic {
  const { line, value } = b.places;
  const last = before(b);
  if (b.rules.length === 0) return explainScriptRest(b);
  const name = follower(b, isOf(b.first, T.Export) ? 2 : 1);
  if (!name || !isOf(name, T.Name)) return say(b, "invalid-declaration", line, { kind: "script" });
  if (!value) {
    if (name === last && isOf(b.at, T.LeftParen)) return say(b, "script-parentheses", line, {});
    if (name === last && isOf(b.at, T.LeftBrace)) return say(b, "script-braces", line, {});
    return say(b, "script-equals", line, { name: name.image });
  }
  if (isOf(b.at, T.PlainString, T.StringOpen, T.TripleOpen, T.BadTriple, T.UnterminatedTriple))
    return say(b, "script-string", line, {});
  const literal = explainLiteral(b, line);
  if (literal) return literal;
  return say(b, isOf(b.at, T.Name, T.Chunk, T.Dotted, T.Integer) ? "script-word" : "script-body", line, {});
}

function explainScriptRest(b: Broken): Diagnostic {
  const last = before(b);
  if (!last || !isOf(last, T.Fence)) return say(b, "script-trailing", b.places.line, {});
  if (isOf(b.at, T.Returns)) return say(b, "script-returns", b.places.line, {});
  return say(b, "fence-close", lineOf(b, b.at), {});
}

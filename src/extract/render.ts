import type { SourceFile } from "../source/index.ts";
import type { ScriptBody } from "../syntax/index.ts";
import { normalizeBash } from "./normalize-bash.ts";

/** One line of an emitted file. `offset` is where its text starts in the source; undefined for what was added. */
export interface Line {
  readonly text: string;
  readonly offset?: number;
}

export function shebangOfTag(tag: string): string {
  return `#!/usr/bin/env ${tag}`;
}

/** The file of a script definition, which may bring its own `#!` line. */
export function renderDefinition(body: ScriptBody, source: SourceFile): Line[] {
  const lines = bodyLines(body, source);
  const [first, ...rest] = lines;
  const own = body.tag === undefined && first?.text.trim().startsWith("#!") ? first : undefined;
  const shebang = own ? { ...own, text: own.text.trim() } : defaultShebang(body);
  const content = own ? rest : lines;
  return emit(shebang, isBash(shebang) ? normalizeBash(content) : content);
}

/** The file of an inline script. Between backticks the two characters `\n` are a line break. */
export function renderInline(body: ScriptBody, source: SourceFile): Line[] {
  const lines = bodyLines(body, source);
  return emit(defaultShebang(body), body.form === "backtick" ? lines.flatMap(splitAtEscapes) : lines);
}

function emit(shebang: Line, content: readonly Line[]): Line[] {
  return isBash(shebang) ? wrapBash(shebang, content) : [shebang, ...content];
}

function defaultShebang(body: ScriptBody): Line {
  return { text: shebangOfTag(body.tag ?? "bash") };
}

function isBash({ text }: Line): boolean {
  return /^#!\s*(\/usr\/bin\/env\s+bash|(\/usr)?\/bin\/bash)(\s|$)/.test(text);
}

/**
 * As a function a body may use `return` and `local` on its top level. The `:` makes a body without commands legal;
 * the blank line keeps a backslash at its end from swallowing the brace.
 */
function wrapBash(shebang: Line, content: readonly Line[]): Line[] {
  const added = (text: string): Line => ({ text });
  return [
    shebang,
    added("set -euo pipefail"),
    added("__jaiph_script() { :"),
    ...content,
    ...(content.at(-1)?.text.endsWith("\\") ? [added("")] : []),
    added("}"),
    added('__jaiph_script "$@"'),
  ];
}

function bodyLines(body: ScriptBody, source: SourceFile): Line[] {
  let offset = body.textSpan.start;
  return body.text.split("\n").map((text) => {
    const line = { text, offset };
    // Lines of the body are joined by "\n", those of the source may end in "\r\n".
    offset = source.text.indexOf("\n", offset) + 1;
    return line;
  });
}

function splitAtEscapes({ text, offset = 0 }: Line): Line[] {
  let at = offset;
  return text.split("\\n").map((part) => {
    const line = { text: part, offset: at };
    at += part.length + "\\n".length;
    return line;
  });
}

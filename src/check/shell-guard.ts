import type { Definition } from "./definition.ts";
import type { Declared } from "./symbols.ts";

/**
 * Looks at text that would reach a shell for calls that only work outside of it, and reports the first. The command
 * words of the text and of every `$(…)` in it count; quoted words and what `echo` and `printf` print do not.
 */
export function guardShell(text: string, definition: Definition): boolean {
  return guard(text, definition, "direct-call");
}

function guard(text: string, definition: Definition, called: "direct-call" | "shell-call"): boolean {
  const inner = substitutions(text);
  return inner.some((each) => guardSubstitution(each, definition)) || guardWords(text, definition, called);
}

function guardSubstitution(text: string, definition: Definition): boolean {
  if (!unquoted(text).includes("<-")) return guard(text, definition, "shell-call");
  definition.report("shell-send", definition.place, {});
  return true;
}

function guardWords(text: string, definition: Definition, called: "direct-call" | "shell-call"): boolean {
  const { report, place } = definition;
  const keyword = /^\s*(run|ensure)(?=\s)/.exec(text)?.[1];
  if (keyword !== undefined) report("shell-keyword", place, { keyword });
  if (keyword !== undefined) return true;
  for (const word of commandWords(text)) {
    const { kind, isImported } = lookUp(word, definition);
    if (kind) report(called, place, { name: word, kind });
    else if (isImported) report("shell-symbol", place, { name: word });
    else continue;
    return true;
  }
  return false;
}

/** What a command word names in this module or, with a dot, in one of its imports. */
function lookUp(word: string, { symbols, module }: Definition) {
  const [, alias, imported] = /^([A-Za-z_]\w*)\.([A-Za-z_]\w*)$/.exec(word) ?? [];
  const table = alias === undefined ? symbols.of(module) : symbols.imported(module, alias);
  if (typeof table !== "object") return { kind: undefined, isImported: false };
  return { kind: callableKind(table.names.get(imported ?? word)), isImported: imported !== undefined };
}

function callableKind(declared: Declared | undefined): "rule" | "workflow" | "script" | undefined {
  if (!declared || declared.kind === "other") return undefined;
  return declared.kind === "script-import" ? "script" : declared.kind;
}

/** The first word of each command, behind its assignments. */
function commandWords(text: string): string[] {
  return unquoted(text)
    .split(/\|\|?|&&?|;|\n/)
    .map((command) => command.trim().replace(/^(?:[A-Za-z_]\w*=\S*\s+)*/, ""))
    .map((command) => command.split(/\s/, 1).join(""))
    .filter((word) => word !== "" && word !== "echo" && word !== "printf");
}

/** The text with everything in quotes, and every substitution, left out. */
function unquoted(text: string): string {
  return text.replace(/'[^']*'|"(?:[^"\\]|\\.)*"/g, "_").replace(/\$\([^()]*\)/g, "_");
}

/** The contents of the outermost `$(…)`; one in single quotes is text. */
function substitutions(text: string): string[] {
  const plain = text.replace(/'[^']*'/g, (quoted) => "_".repeat(quoted.length));
  const found: string[] = [];
  for (let at = plain.indexOf("$("); at !== -1; at = plain.indexOf("$(", at + 2)) {
    const start = at + 2;
    let depth = 1;
    for (at = start; at < plain.length && depth > 0; at++)
      depth += plain[at] === "(" ? 1 : plain[at] === ")" ? -1 : 0;
    found.push(text.slice(start, depth === 0 ? at - 1 : at));
  }
  return found;
}

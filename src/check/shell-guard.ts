import type { Definition } from "./definition.ts";
import { type ShellCommand, shellCommands } from "./shell-commands.ts";
import type { Declared } from "./symbols.ts";

/**
 * Looks at text that would reach a shell for calls that only work outside of it, and reports the first. The command
 * words of the text and of every `$(…)` in it count; what stands in quotes, and what `echo` and `printf` print, does not.
 */
export function guardShell(text: string, definition: Definition): boolean {
  // Inner commands are complete before the ones around them, and are what a reader should hear of first.
  return shellCommands(text).some((command) => guardCommand(command, definition));
}

function guardCommand({ isSubstitution, isFirst, text }: ShellCommand, definition: Definition): boolean {
  const { report, place } = definition;
  const [, keyword] = /^\s*(run|ensure)\s/.exec(text) ?? [];
  if (isFirst && keyword !== undefined) {
    report("shell-keyword", place, { keyword });
    return true;
  }
  if (isSubstitution && text.includes("<-")) {
    report("shell-send", place, {});
    return true;
  }
  const [, name = ""] = /^(?:\s|[A-Za-z_]\w*=\S*(?=\s))*([A-Za-z_][\w.]*)(?![^\s<>])/.exec(text) ?? [];
  return guardWord(name, isSubstitution, definition);
}

function guardWord(name: string, isSubstitution: boolean, definition: Definition): boolean {
  const { kind, isImported } = lookUp(name, definition);
  if (kind)
    definition.report(isSubstitution ? "shell-call" : "direct-call", definition.place, { name, kind });
  else if (isImported) definition.report("shell-symbol", definition.place, { name });
  return kind !== undefined || isImported;
}

/** What a command word names in this module or, with a dot, in one of its imports. */
function lookUp(word: string, { symbols, module }: Definition) {
  const [, alias, imported] = /^(\w+)\.(\w+)$/.exec(word) ?? [];
  const table = alias === undefined ? symbols.of(module) : symbols.imported(module, alias);
  if (word === "echo" || word === "printf" || typeof table !== "object")
    return { kind: undefined, isImported: false };
  return { kind: callableKind(table.names.get(imported ?? word)), isImported: imported !== undefined };
}

function callableKind(declared: Declared | undefined): "rule" | "workflow" | "script" | undefined {
  if (!declared || declared.kind === "other") return undefined;
  return declared.kind === "script-import" ? "script" : declared.kind;
}

import type { Site } from "./definition.ts";
import { type ShellCommand, shellCommands } from "./shell-commands.ts";
import { kindOf } from "./symbols.ts";

/**
 * Looks at text that would reach a shell for calls that only work outside of it, and reports the first. The command
 * words of the text and of every `$(…)` in it count; what stands in quotes, and what `echo` and `printf` print, does not.
 */
export function guardShell(text: string, site: Site): boolean {
  // Inner commands are complete before the ones around them, and are what a reader should hear of first.
  return shellCommands(text).some((command) => guardCommand(command, site));
}

function guardCommand({ isSubstitution, isFirst, text }: ShellCommand, site: Site): boolean {
  const { report, place } = site;
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
  return guardWord(name, isSubstitution, site);
}

/** A command word may name what this module or, with a dot, one of its imports declares. */
function guardWord(word: string, isSubstitution: boolean, site: Site): boolean {
  const { report, place, symbols, module } = site;
  const [, alias, name] = /^(?:(\w+)\.)?(\w+)$/.exec(word) ?? [];
  if (name === undefined || word === "echo" || word === "printf") return false;
  const callee = symbols.callee(module, name, alias);
  if (callee) {
    report(isSubstitution ? "shell-call" : "direct-call", place, { name: word, kind: kindOf(callee) });
    return true;
  }
  if (alias === undefined || typeof symbols.imported(module, alias) !== "object") return false;
  report("shell-symbol", place, { name: word });
  return true;
}

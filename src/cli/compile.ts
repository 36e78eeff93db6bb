import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { disk } from "../program/index.ts";
import { type Diagnostic, detectWorkspace, hasErrors, type SourceFile } from "../source/index.ts";
import { compileEntries } from "./compile-entries.ts";
import { declarations } from "./declarations.ts";
import { diagnosticJson } from "./diagnostic-json.ts";
import { diagnosticText } from "./diagnostic-text.ts";
import { fail } from "./exit.ts";
import { codeAfterOutput, isTerminal, writeErr, writeOut } from "./output.ts";
import { paletteFor } from "./palette.ts";
import { parseWords } from "./parse-words.ts";
import { parseOnce, readOnce } from "./read-once.ts";
import { readProgram } from "./read-program.ts";
import { workspaceOption } from "./workspace-option.ts";

interface Options {
  readonly json?: true;
  readonly workspace?: string;
}

/** `jaiph compile`: checks files and everything they import, and runs nothing. */
export async function compile(words: readonly string[]): Promise<number> {
  return codeAfterOutput(await compilePaths(words));
}

async function compilePaths(words: readonly string[]): Promise<number> {
  const parsed = parseWords<Options>(declarations.compile(), words);
  if (!parsed.ok) return fail(parsed.error, parsed.hint);
  const { options, paths } = parsed;
  if (paths.length === 0) {
    writeErr(declarations.compile().helpInformation());
    return 1;
  }
  const workspace = workspaceOption(options.workspace);
  if (workspace && !workspace.ok) return fail(workspace.error);
  const { diagnostics, sources } = await checkAll(paths, workspace?.path);
  const sourceOf = (file: string) => sources.get(file);
  if (options.json) writeOut(diagnosticJson(diagnostics, sourceOf));
  else
    writeErr(
      diagnosticText(diagnostics, sourceOf, { excerpts: isTerminal(2), palette: await paletteFor(2) }),
    );
  return hasErrors(diagnostics) ? 1 : 0;
}

/** A file that an earlier entry imports has been checked with it, so each diagnostic comes once. */
async function checkAll(paths: readonly string[], workspace: string | undefined) {
  const diagnostics: Diagnostic[] = [];
  const sources = new Map<string, SourceFile>();
  const files = readOnce(disk);
  const cache = parseOnce();
  for (const entry of compileEntries(paths)) {
    if ("problem" in entry) diagnostics.push(entry.problem);
    else if (!sources.has(entry.file)) {
      const root = workspace ?? detectWorkspace(dirname(entry.file), existsSync);
      const read = await readProgram(entry.file, { workspace: root, files, cache });
      for (const diagnostic of read.diagnostics)
        if (!sources.has(diagnostic.file)) diagnostics.push(diagnostic);
      for (const [file, source] of read.sources) sources.set(file, source);
    }
  }
  return { diagnostics, sources };
}

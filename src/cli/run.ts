import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { disk, moduleCache } from "../program/index.ts";
import { detectWorkspace } from "../source/index.ts";
import { cacheDir } from "./cache-dir.ts";
import { entryFile } from "./entry-file.ts";
import { execute } from "./execute.ts";
import { fail } from "./exit.ts";
import { codeAfterOutput, isTerminal, writeErr } from "./output.ts";
import { paletteFor } from "./palette.ts";
import { type ReadProgram, readProgram } from "./read-program.ts";
import { scanRunArguments } from "./run-arguments.ts";
import { buildId } from "./version.ts";
import { workspaceOption } from "./workspace-option.ts";

/** `jaiph run`: checks the program whole, then runs its `workflow default` in this process. */
export async function run(words: readonly string[]): Promise<number> {
  return codeAfterOutput(await runFile(words));
}

async function runFile(words: readonly string[]): Promise<number> {
  const scanned = scanRunArguments(words);
  if ("error" in scanned) return fail(scanned.error, scanned.hint);
  const entry = entryFile(scanned.file);
  if (!entry.ok) return fail(entry.error);
  const workspace = workspaceOption(scanned.workspace);
  if (workspace && !workspace.ok) return fail(workspace.error);
  const read = await readProgram(entry.path, {
    workspace: workspace?.path ?? detectWorkspace(dirname(entry.path), existsSync),
    files: disk,
    ...compiledModules(),
  });
  if (read.diagnostics.length > 0) await show(read);
  return read.program ? execute(read.program, scanned) : 1;
}

function compiledModules() {
  const dir = cacheDir(process.env);
  return dir === undefined ? {} : { cache: moduleCache({ dir, version: buildId }) };
}

async function show({ diagnostics, sources }: ReadProgram): Promise<void> {
  const { diagnosticText } = await import("./diagnostic-text.ts");
  writeErr(
    diagnosticText(diagnostics, (file) => sources.get(file), {
      excerpts: isTerminal(2),
      palette: await paletteFor(2),
    }),
  );
}

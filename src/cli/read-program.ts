import { type CheckedProgram, check } from "../check/index.ts";
import { type LoadOptions, loadProgram } from "../program/index.ts";
import { type Diagnostic, hasErrors, orderDiagnostics, type SourceFile } from "../source/index.ts";

export interface ReadProgram {
  /** Absent when any diagnostic is an error. */
  readonly program?: CheckedProgram;
  /** By file, then by position. */
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, SourceFile>;
}

/** From the path of an entry file to a program that can be run: reads, parses and checks its import closure. */
export async function readProgram(entry: string, options: LoadOptions): Promise<ReadProgram> {
  const { program, diagnostics, sources } = await loadProgram(entry, options);
  if (!program) return { diagnostics: orderDiagnostics(diagnostics), sources };
  const checked = check(program);
  const all = orderDiagnostics([...diagnostics, ...checked.diagnostics]);
  if (!checked.program || hasErrors(all)) return { diagnostics: all, sources };
  return { program: checked.program, diagnostics: all, sources };
}

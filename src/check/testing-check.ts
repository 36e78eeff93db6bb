import { loadProgram, memoryFiles } from "../program/index.ts";
import { type Checked, check } from "./check.ts";

/** For tests: checks `main.jh`, with other files by name, and gives what is reported as `[file:]line:col id`. */
export async function checkTexts(
  texts: Readonly<Record<string, string>>,
): Promise<Checked & { rows: string[] }> {
  const files = memoryFiles(
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [`/w/${name}`, text])),
  );
  const { program, sources, diagnostics } = await loadProgram("/w/main.jh", { workspace: "/w", files });
  if (!program) throw new Error("main.jh is missing");
  const checked = check(program);
  const rows = [...diagnostics, ...checked.diagnostics].map(({ id, file, span }) => {
    const { line, col } = sources.get(file)?.position(span.start) ?? {};
    return `${file === "/w/main.jh" ? "" : `${file.slice(3)}:`}${line}:${col} ${id}`;
  });
  return { ...checked, rows };
}

import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { CheckedProgram } from "../check/index.ts";
import { type Files, loadProgram } from "../program/index.ts";
import { extract } from "./extract.ts";
import type { Extracted, ScriptFile } from "./extracted.ts";
import { writeScripts } from "./write-scripts.ts";

/** For tests: what is extracted from files given as texts. The entry is `/w/main.jh`; others are named below `/w`. */
export async function extracted(main: string, others: Record<string, string> = {}): Promise<Extracted> {
  const texts = new Map(
    Object.entries({ "main.jh": main, ...others }).map(([name, text]) => [`/w/${name}`, text]),
  );
  const files: Files = {
    read: (path) => {
      const text = texts.get(path);
      return text === undefined
        ? { ok: false, problem: "missing", reason: "" }
        : { ok: true, bytes: Buffer.from(text) };
    },
    kind: (path) => (texts.has(path) ? "file" : "missing"),
  };
  const { program, diagnostics } = await loadProgram("/w/main.jh", { workspace: "/w", files });
  assert.deepEqual(diagnostics, []);
  // Names need no resolving here: only the program itself is read.
  return extract({ program } as unknown as CheckedProgram);
}

/** The files written below a directory that is removed after the test. */
export function written(scripts: Extracted, context: TestContext): string {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), "jaiph-extract-")));
  context.after(() => rmSync(dir, { recursive: true, force: true }));
  assert.equal(writeScripts(scripts, dir), undefined);
  return dir;
}

export function fileNamed(scripts: Extracted, fileName: string): ScriptFile {
  const file = scripts.files.find((each) => each.fileName === fileName);
  assert.ok(file, `no ${fileName} among ${scripts.files.map((each) => each.fileName)}`);
  return file;
}

import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { check } from "../check/index.ts";
import { loadProgram, memoryFiles } from "../program/index.ts";
import { extract } from "./extract.ts";
import type { Extracted, ScriptFile } from "./extracted.ts";
import { writeScripts } from "./write-scripts.ts";

/** For tests: what is extracted from files given as texts. The entry is `/w/main.jh`; others are named below `/w`. */
export async function extracted(main: string, others: Record<string, string> = {}): Promise<Extracted> {
  const texts = Object.entries({ "main.jh": main, ...others });
  const files = memoryFiles(Object.fromEntries(texts.map(([name, text]) => [`/w/${name}`, text])));
  const loaded = await loadProgram("/w/main.jh", { workspace: "/w", files });
  assert.ok(loaded.program);
  const checked = check(loaded.program);
  assert.deepEqual([...loaded.diagnostics, ...checked.diagnostics], []);
  assert.ok(checked.program);
  return extract(checked.program);
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

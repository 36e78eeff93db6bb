import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { executable } from "../e2e/support/home.ts";
import { type Example, examples } from "./runner/page.ts";
import { verify } from "./runner/verify.ts";

const pages = readdirSync("spec").filter((name) => name.endsWith(".md"));
/** `JAIPH_SPEC=async.md:40` runs the examples whose name contains these words. */
const only = process.env["JAIPH_SPEC"] ?? "";

const pythonIsHere = spawnSync("python3", ["--version"]).status === 0;

test("the executable is built", () => {
  assert.ok(existsSync(executable), "dist/jaiph.cjs is missing: run `npm run build` first");
});

for (const page of pages) {
  describe(page, { concurrency: 2 }, () => {
    for (const example of examples(page, readFileSync(`spec/${page}`, "utf8"))) {
      const name = `${page}:${example.line} ${example.heading}`;
      const skip = needs(example, "python3") && !pythonIsHere && "python3 is not installed";
      if (name.includes(only)) test(name, { skip }, async () => say(await verify(example)));
    }
  });
}

function needs(example: Example, interpreter: string): boolean {
  return example.files.some((file) => file.text.includes(interpreter));
}

function say(problem: string | undefined): void {
  if (problem !== undefined) assert.fail(problem);
}

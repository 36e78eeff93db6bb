import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { examples } from "./runner/page.ts";
import { verify } from "./runner/verify.ts";
import { executable } from "./runner/workspace.ts";

const pages = readdirSync("spec").filter((name) => name.endsWith(".md"));
/** `JAIPH_SPEC=async.md:40` runs the examples whose name contains these words. */
const only = process.env["JAIPH_SPEC"] ?? "";

test("the executable is built", () => {
  assert.ok(existsSync(executable), "dist/jaiph.cjs is missing: run `npm run build` first");
});

for (const page of pages) {
  describe(page, { concurrency: 2 }, () => {
    for (const example of examples(page, readFileSync(`spec/${page}`, "utf8"))) {
      const name = `${page}:${example.line} ${example.heading}`;
      if (name.includes(only)) test(name, async () => say(await verify(example)));
    }
  });
}

function say(problem: string | undefined): void {
  if (problem !== undefined) assert.fail(problem);
}

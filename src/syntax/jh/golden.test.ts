import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileId, SourceFile } from "../../source/index.ts";
import { goldenOf } from "./golden.ts";

const folder = "fixtures/ast";

for (const name of readdirSync(folder)) {
  test(name, () => {
    const path = `${folder}/${name}/expected.json`;
    assert.ok(existsSync(path), `${path} is missing: run npm run golden`);
    const text = readFileSync(`${folder}/${name}/input.jh`, "utf8");
    assert.equal(goldenOf(new SourceFile(fileId("/input.jh"), text)), readFileSync(path, "utf8"));
  });
}

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { SourceMapConsumer } from "source-map";
import { sourceMap, writeSourceMaps } from "./source-map.ts";
import { extracted, fileNamed, written } from "./testing-program.ts";

test("each line of a body leads to its source line, and no other line does", async () => {
  const source = "\nscript tool = ```\none\n  two\n```\nworkflow default() {\n  run `a\\nb`()\n}\n";
  const scripts = await extracted(source);
  const rows: [fileName: string, original: [line: number, column: number | null][]][] = [
    [
      "tool",
      [
        [3, 0],
        [4, 0],
      ],
    ],
    [
      "__inline_b5b65540b7c8",
      [
        [7, 7],
        [7, 10],
      ],
    ],
  ];
  for (const [fileName, original] of rows) {
    const map = await sourceMap(fileNamed(scripts, fileName));
    assert.ok(map);
    await SourceMapConsumer.with(JSON.parse(map), null, (consumer) => {
      assert.deepEqual(consumer.sources, ["file:///w/main.jh"]);
      const found = [1, 2, 3, 4, 5, 6, 7].map((line) => consumer.originalPositionFor({ line, column: 0 }));
      assert.deepEqual(
        found.map(({ line, column }) => [line, column]),
        [...Array(3).fill([null, null]), ...original, ...Array(2).fill([null, null])],
      );
    });
  }
});

test("maps stand beside their files; a copied script has none", async (context) => {
  const scripts = await extracted("script tool = `true`\n");
  const dir = written(scripts, context);
  assert.equal(await writeSourceMaps(scripts, dir), undefined);
  assert.equal(JSON.parse(readFileSync(join(dir, "tool.map"), "utf8")).file, "tool");
  const copied = await extracted('import script "./x" as x\n', { x: "" });
  assert.equal(await sourceMap(fileNamed(copied, "x")), undefined);
  assert.equal(existsSync(join(dir, "x.map")), false);
});

test("a directory that is gone is a failure in words", async () => {
  const scripts = await extracted("script tool = `true`\n");
  const failed = await writeSourceMaps(scripts, "/no/such/dir");
  assert.match(failed?.message ?? "", /^cannot write the source map \/no\/such\/dir\/tool\.map: ENOENT/);
});

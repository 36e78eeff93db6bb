import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
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

test("whatever a body holds, each of its lines leads to the same text in the source", async () => {
  const line = fc.string({
    unit: fc.constantFrom("a", " ", "\t", "\\", "'", "$", "n", "#", "\u00e9", "\u{1f600}"),
  });
  const body = fc.array(line).filter((lines) => !lines.some((text) => text.trim().startsWith("#!")));
  const end = fc.constantFrom("\n", "\r\n");
  await fc.assert(
    fc.asyncProperty(body, end, fc.constantFrom("", "bash", "node"), async (lines, newline, tag) => {
      const text = ["", `script tool = \`\`\`${tag}`, ...lines, "```", ""].join(newline);
      const { content, origin } = fileNamed(await extracted(text), "tool");
      const emitted = String(content).split("\n");
      const kept = (origin?.lines ?? []).flatMap((offset, index) =>
        offset === undefined ? [] : [{ offset, text: emitted[index] ?? "" }],
      );
      assert.deepEqual(
        kept.map((each) => each.text),
        lines.length === 0 ? [""] : lines,
      );
      for (const each of kept) assert.ok(text.startsWith(each.text, each.offset));
    }),
    { numRuns: 200 },
  );
});

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { blocks } from "./runner/blocks.ts";

const pages = readdirSync("spec").filter((name) => name.endsWith(".md"));

for (const page of pages) {
  test(`links of ${page} lead somewhere`, () => {
    const text = readFileSync(`spec/${page}`, "utf8");
    for (const [, target = ""] of prose(text).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [path, anchor] = target.split("#");
      const file = `spec/${path || page}`;
      assert.ok(existsSync(file), `${page} links to ${target}, which does not exist`);
      if (anchor)
        assert.ok(anchors(file).includes(anchor), `${page} links to ${target}, which has no such heading`);
    }
  });
}

/** The text without its fenced blocks. */
function prose(markdown: string): string {
  const lines = markdown.split("\n");
  for (const block of blocks(markdown))
    if (block.kind === "block") lines.fill("", block.line, block.line + block.lines.length);
  return lines.join("\n");
}

/** Names of the headings, made as the usual viewers make them. */
function anchors(file: string): string[] {
  return [...blocks(readFileSync(file, "utf8"))].flatMap((part) =>
    part.kind === "heading"
      ? [
          part.text
            .toLowerCase()
            .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
            .replaceAll(/\s/g, "-"),
        ]
      : [],
  );
}

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { fileId, SourceFile } from "../../source/index.ts";
import type { AnyNode } from "../ast.ts";
import { children } from "../children.ts";
import type { Parsed } from "../parse.ts";
import { parseJaiph } from "./index.ts";

export function parseText(text: string): Parsed {
  return parseJaiph(new SourceFile(fileId("/a.jh"), text));
}

/** Path and text of every program in fixtures/. */
export function programs(): readonly (readonly [path: string, text: string])[] {
  const paths = readdirSync("fixtures", { recursive: true, encoding: "utf8" });
  const files = paths.filter((path) => path.endsWith(".jh") && !path.includes(".jaiph/")).sort();
  return files.map((path) => [path, readFileSync(`fixtures/${path}`, "utf8")]);
}

export function* everyNode(node: AnyNode): Generator<AnyNode> {
  yield node;
  for (const child of children(node)) yield* everyNode(child);
}

/** What holds of the tree of any text, right or wrong. */
export function checkTree({ module, comments, diagnostics }: Parsed, text: string): void {
  for (const { span } of [...comments, ...diagnostics]) checkSpan(span.start, span.end, text);
  for (const node of everyNode(module)) {
    checkSpan(node.span.start, node.span.end, text);
    let end = node.span.start;
    for (const child of children(node)) {
      const where = `${child.kind} of ${node.kind}`;
      assert.ok(child.span.start >= node.span.start && child.span.end <= node.span.end, `${where} is inside`);
      // The config of a workflow stands inside its body.
      if (node.kind === "workflow" && child.kind === "config") continue;
      assert.ok(child.span.start >= end, `${where} comes after the one before`);
      end = child.span.end;
    }
  }
}

function checkSpan(start: number, end: number, text: string): void {
  assert.ok(0 <= start && start <= end && end <= text.length, `${start}-${end} of ${text.length}`);
}

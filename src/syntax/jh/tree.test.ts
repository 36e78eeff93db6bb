import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnyNode } from "../ast.ts";
import { checkTree, everyNode, parseText, programs } from "./testing-tree.ts";

for (const [path, text] of programs()) {
  test(`${path}: nodes are inside their parents and in order`, () => checkTree(parseText(text), text));
}

test("the fixtures show every kind of node", () => {
  const seen = new Set<string>();
  for (const [, text] of programs()) for (const { kind } of everyNode(parseText(text).module)) seen.add(kind);
  assert.deepEqual(
    Object.keys(kinds).filter((kind) => !seen.has(kind)),
    [],
  );
});

const kinds: { readonly [K in AnyNode["kind"]]: true } = {
  module: true,
  name: true,
  ref: true,
  import: true,
  "script-import": true,
  config: true,
  "config-entry": true,
  boolean: true,
  integer: true,
  list: true,
  channel: true,
  "const-item": true,
  rule: true,
  workflow: true,
  script: true,
  "invalid-item": true,
  "script-body": true,
  body: true,
  "run-step": true,
  "async-step": true,
  "ensure-step": true,
  "prompt-step": true,
  "const-step": true,
  "log-step": true,
  "fail-step": true,
  "return-step": true,
  "send-step": true,
  "match-step": true,
  "if-step": true,
  "if-branch": true,
  condition: true,
  "for-step": true,
  "unknown-step": true,
  "invalid-step": true,
  handler: true,
  run: true,
  async: true,
  ensure: true,
  "inline-script": true,
  resources: true,
  resource: true,
  prompt: true,
  schema: true,
  text: true,
  literal: true,
  variable: true,
  match: true,
  arm: true,
  "forbidden-arm": true,
  exact: true,
  regex: true,
  wildcard: true,
};

import type { AnyNode } from "./ast.ts";

type NodeOf<K extends AnyNode["kind"]> = Extract<AnyNode, { kind: K }>;
type Children = readonly AnyNode[];

const leaf = (): Children => [];

/** The nodes among `parts`, some of which a node may lack. */
function present(...parts: (AnyNode | undefined)[]): Children {
  return parts.filter((part) => part !== undefined);
}

const childrenOf: { readonly [K in AnyNode["kind"]]: (node: NodeOf<K>) => Children } = {
  module: (node) => node.items,
  name: leaf,
  ref: (node) => present(node.alias, node.name),

  import: (node) => [node.alias],
  "script-import": (node) => [node.name],
  config: (node) => node.entries,
  "config-entry": (node) => [node.value],
  boolean: leaf,
  integer: leaf,
  list: (node) => node.items,
  channel: (node) => [node.name, ...node.routes],
  "const-item": (node) => [node.name, node.value],
  rule: (node) => [node.name, ...node.params, node.body],
  workflow: (node) => present(node.name, ...node.params, node.config, node.body),
  script: (node) => [node.name, node.body],
  "invalid-item": (node) => present(node.name),
  "script-body": leaf,

  body: (node) => node.steps,
  "run-step": (node) => present(node.call, node.handler),
  "async-step": (node) => present(node.call, node.handler),
  "ensure-step": (node) => present(node.call, node.handler),
  "prompt-step": (node) => [node.prompt],
  "const-step": (node) => [node.name, node.value],
  "log-step": (node) => [node.message],
  "fail-step": (node) => [node.message],
  "return-step": (node) => present(node.value),
  "send-step": (node) => [node.channel, node.payload],
  "match-step": (node) => [node.match],
  "if-step": (node) => present(...node.branches, node.otherwise),
  "if-branch": (node) => [node.condition, node.body],
  condition: (node) => [node.subject, node.operand],
  "for-step": (node) => [node.variable, node.source, node.body],
  "unknown-step": leaf,
  "invalid-step": leaf,
  handler: (node) => [node.binding, node.body],

  run: ({ target, args, modifiers: { on, with: resources, timeout, retry } }) =>
    present(target, ...args, on, resources, timeout, retry),
  async: (node) => [node.call],
  ensure: (node) => [node.target, ...node.args],
  "inline-script": (node) => [node.body],
  resources: (node) => node.fields,
  resource: (node) => [node.name, node.value],
  prompt: (node) => present(node.body, node.returns),
  schema: leaf,

  text: (node) => node.parts,
  literal: leaf,
  variable: leaf,

  match: (node) => [node.subject, ...node.arms],
  arm: (node) => [...node.patterns, node.body],
  "forbidden-arm": leaf,
  exact: leaf,
  regex: leaf,
  wildcard: leaf,
};

/** The nodes directly inside a node, in source order; the config of a workflow comes before the body it stands in. */
export function children(node: AnyNode): Children {
  const of = childrenOf[node.kind] as (node: AnyNode) => Children;
  return of(node);
}

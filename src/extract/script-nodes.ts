import { type AnyNode, children, type Module } from "../syntax/index.ts";
import type { ScriptNode } from "./extracted.ts";

/** Definitions and imports of the module first, then its inline scripts, both in source order. */
export function scriptNodes(module: Module): ScriptNode[] {
  const named: ScriptNode[] = [];
  const inline: ScriptNode[] = [];
  const open: AnyNode[] = [module];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === "inline-script") inline.push(node);
    else if (node.kind === "script" || node.kind === "script-import") named.push(node);
    open.push(...children(node).toReversed());
  }
  return [...named, ...inline];
}

import type { Module } from "../syntax/index.ts";
import type { ScriptNode } from "./extracted.ts";

/** Definitions and imports of the module first, then its inline scripts, both in source order. */
export function scriptNodes(module: Module): ScriptNode[] {
  const named: ScriptNode[] = [];
  const inline: ScriptNode[] = [];
  const open: unknown[] = [module];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== "object" || node === null) continue;
    if (isScript(node)) (node.kind === "inline-script" ? inline : named).push(node);
    open.push(...Object.values(node).reverse());
  }
  return [...named, ...inline];
}

function isScript(node: object): node is ScriptNode {
  return "kind" in node && ["script", "script-import", "inline-script"].includes(String(node.kind));
}

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const importPattern =
  /^(?:import|export)(?<type> type)?\b[^"';]*?from "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm;

/**
 * The relative imports of every module below `root`, tests left out.
 * Returns a map from file to `{ to, lazy, type }`; `lazy` marks `import("…")`, `type` what is gone at run time.
 */
export function importGraph(root) {
  const files = readdirSync(root, { recursive: true })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
    .map((path) => join(root, path))
    .sort();
  return new Map(files.map((file) => [file, importsOf(file)]));
}

function importsOf(file) {
  return [...readFileSync(file, "utf8").matchAll(importPattern)]
    .map(([, type, from, bare, lazy]) => ({
      to: from ?? bare ?? lazy,
      lazy: lazy !== undefined,
      type: type !== undefined,
    }))
    .filter(({ to }) => to.startsWith("."))
    .map((edge) => ({ ...edge, to: normalize(join(dirname(file), edge.to)) }));
}

/** The first cycle of a graph given as a map from node to its successors, as a closed path; undefined when there is none. */
export function findCycle(graph) {
  const done = new Set();
  const path = [];
  const visit = (node) => {
    if (done.has(node)) return undefined;
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    path.push(node);
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node);
    if (cycle) return cycle;
  }
  return undefined;
}

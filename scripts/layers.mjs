// Checks that dependencies between the folders of src/ follow scripts/layers.json: `node scripts/layers.mjs`.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findCycle, importGraph } from "./lib/import-graph.mjs";

process.chdir(join(import.meta.dirname, ".."));
const { mayImport, lazyDoors, recursive } = JSON.parse(readFileSync("scripts/layers.json", "utf8"));
const graph = importGraph("src");
const folderOf = (file) => file.split("/")[1];
const problems = [];

for (const [file, imports] of graph) {
  const folder = folderOf(file);
  const allowed = mayImport[folder];
  if (!allowed) problems.push(`${file}: folder ${folder} is not in scripts/layers.json`);
  for (const { to, lazy } of imports) {
    const target = folderOf(to);
    if (target === folder) continue;
    if (allowed && !allowed.includes("*") && !allowed.includes(target))
      problems.push(`${file}: ${folder} may not import ${target}`);
    const door = to === `src/${target}/index.ts` || (lazy && lazyDoors.includes(to));
    if (!door) problems.push(`${file}: imports ${to}; other folders are imported through their index.ts`);
  }
}

const files = new Map([...graph].map(([file, imports]) => [file, imports.map(({ to }) => to)]));
// What walks a tree of steps calls itself through many files: there, and only there, a ring is the shape of the matter.
const inRing = (from, to) => folderOf(from) === folderOf(to) && recursive.includes(folderOf(from));
const dependencies = new Map(
  [...graph].map(([file, imports]) => [
    file,
    imports.filter(({ to, type }) => !type && !inRing(file, to)).map(({ to }) => to),
  ]),
);
const fileCycle = findCycle(dependencies);
if (fileCycle) problems.push(`files import each other: ${fileCycle.join(" -> ")}`);

const folders = new Map();
for (const [file, imports] of files) {
  const successors = folders.get(folderOf(file)) ?? new Set();
  for (const to of imports) if (folderOf(to) !== folderOf(file)) successors.add(folderOf(to));
  folders.set(folderOf(file), successors);
}
const folderCycle = findCycle(folders);
if (folderCycle) problems.push(`folders import each other: ${folderCycle.join(" -> ")}`);

for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

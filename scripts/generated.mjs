// Writes every generated file, or with --check only tells which are out of date: `npm run generate`.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

process.chdir(join(import.meta.dirname, ".."));
const generators = ["grammar", "diagnostics", "event-schema"].map((name) => `scripts/${name}.mjs`);
for (const script of generators) {
  const { status } = spawnSync(process.execPath, [script, ...process.argv.slice(2)], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}

// Writes spec/diagnostics.md from the table of diagnostics, or with --check tells whether it is current.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diagnosticsPage } from "./lib/diagnostics-page.mjs";
import { importSource } from "./lib/import-source.mjs";

process.chdir(join(import.meta.dirname, ".."));
const path = "spec/diagnostics.md";
const { diagnostics } = await importSource("src/source/index.ts");
const page = diagnosticsPage(diagnostics);
if (!process.argv.includes("--check")) writeFileSync(path, page);
else if (!existsSync(path) || readFileSync(path, "utf8") !== page) {
  console.error(`${path} is not current: run node scripts/diagnostics.mjs`);
  process.exitCode = 1;
}

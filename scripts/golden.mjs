// Renews the expected syntax trees in fixtures/ast: `npm run golden`. Read the difference before you commit it.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { importSource } from "./lib/import-source.mjs";

process.chdir(join(import.meta.dirname, ".."));
const { goldenOf } = await importSource("src/syntax/jh/golden.ts");
const { fileId, SourceFile } = await importSource("src/source/index.ts");

for (const name of readdirSync("fixtures/ast")) {
  const text = readFileSync(`fixtures/ast/${name}/input.jh`, "utf8");
  writeFileSync(`fixtures/ast/${name}/expected.json`, goldenOf(new SourceFile(fileId("/input.jh"), text)));
}

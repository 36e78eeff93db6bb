// Writes src/events/events.schema.json from the table of event fields, or with --check tells whether it is current.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { importSource } from "./lib/import-source.mjs";

process.chdir(join(import.meta.dirname, ".."));
const path = "src/events/events.schema.json";
const { eventSchema } = await importSource("src/events/event-schema.ts");
const schema = formatted(JSON.stringify(eventSchema(), null, 2));
if (!process.argv.includes("--check")) writeFileSync(path, schema);
else if (!existsSync(path) || readFileSync(path, "utf8") !== schema) {
  console.error(`${path} is not current: run node scripts/event-schema.mjs`);
  process.exitCode = 1;
}

/** As the formatter leaves it, so that the file is the same after both. */
function formatted(json) {
  const words = ["format", `--stdin-file-path=${path}`];
  const { status, stdout, stderr } = spawnSync("node_modules/.bin/biome", words, {
    input: json,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

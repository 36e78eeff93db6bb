// Writes src/events/events.schema.json from the table of event fields: `node scripts/event-schema.mjs`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const schemaFile = "src/events/events.schema.json";
const outdir = mkdtempSync(join(tmpdir(), "event-schema-"));
try {
  const outfile = join(outdir, "event-schema.mjs");
  await build({
    entryPoints: ["src/events/event-schema.ts"],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "warning",
  });
  const { eventSchema } = await import(pathToFileURL(outfile).href);
  writeFileSync(schemaFile, `${JSON.stringify(eventSchema(), null, 2)}\n`);
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
const { status } = spawnSync("npx", ["biome", "format", "--write", schemaFile], { stdio: "inherit" });
process.exitCode = status ?? 1;

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/** The exports of a module of ours, for scripts that generate files from the sources. */
export async function importSource(path) {
  const outdir = mkdtempSync(join(tmpdir(), "jaiph-source-"));
  const outfile = join(outdir, "module.mjs");
  const options = { bundle: true, format: "esm", platform: "node", logLevel: "warning" };
  try {
    await build({ ...options, entryPoints: [path], outfile });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

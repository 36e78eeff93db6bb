import { readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const roots = ["src", "spec", "e2e", "scripts"];

/** Paths of all test files, relative to the repository, that contain one of `words` (all when there is none). */
export function testFiles(words = []) {
  return roots
    .flatMap((root) => readdirSync(root, { recursive: true }).map((path) => join(root, path)))
    .filter((path) => path.endsWith(".test.ts"))
    .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
    .sort();
}

/** Bundles each test file into `outdir`, so that node can run it; returns the paths of the bundles. */
export async function bundleTests(files, outdir) {
  await build({
    entryPoints: files,
    outdir,
    outbase: ".",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: "linked",
    outExtension: { ".js": ".mjs" },
    logLevel: "warning",
  });
  return files.map((file) => join(outdir, file.replace(/\.ts$/, ".mjs")));
}

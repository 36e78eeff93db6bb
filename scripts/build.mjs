// Builds the executables: `node scripts/build.mjs`.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { bundleProduct, executables } from "./lib/bundle-product.mjs";

process.chdir(join(import.meta.dirname, ".."));
const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const files = await bundleProduct({ outdir: "dist", version });
for (const name of Object.keys(executables)) chmodSync(join("dist", `${name}.cjs`), 0o755);
for (const stale of readdirSync("dist").filter((file) => !files.includes(file)))
  rmSync(join("dist", stale), { recursive: true });
keepCompiledCode();

/** Runs a small program, cold and warm, so that what every start needs is compiled already. */
function keepCompiledCode() {
  const dir = mkdtempSync(join(tmpdir(), "jaiph-build-"));
  try {
    for (const name of [".jaiph", "tmp"]) mkdirSync(join(dir, name));
    writeFileSync(join(dir, "warm-up.jh"), readFileSync("scripts/lib/warm-up.jh"));
    const env = { PATH: process.env.PATH, HOME: dir, TMPDIR: join(dir, "tmp") };
    const words = [
      "--require",
      resolve("scripts/lib/keep-code.cjs"),
      resolve("dist/jaiph.cjs"),
      "run",
      "warm-up.jh",
    ];
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: dir, env, encoding: "utf8" });
    if (status !== 0) throw new Error(`the warm-up failed: ${stderr}`);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

// Builds the executables: `node scripts/build.mjs`.
import { chmodSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bundleProduct, executables } from "./lib/bundle-product.mjs";

process.chdir(join(import.meta.dirname, ".."));
const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const files = await bundleProduct({ outdir: "dist", version });
for (const name of Object.keys(executables)) chmodSync(join("dist", `${name}.cjs`), 0o755);
for (const stale of readdirSync("dist").filter((file) => !files.includes(file)))
  rmSync(join("dist", stale), { recursive: true });

// Runs the tests whose path contains one of the given words: `node scripts/unit.mjs syntax/jh kernel`.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { bundleTests, testFiles } from "./lib/bundle-tests.mjs";

const files = testFiles(process.argv.slice(2));
if (files.length === 0) {
  console.error(`no test file matches: ${process.argv.slice(2).join(" ")}`);
  process.exit(1);
}
const outdir = `.build/test-${process.pid}`;
try {
  const bundles = await bundleTests(files, outdir);
  const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...bundles], {
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}

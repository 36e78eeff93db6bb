// Everything that must hold before a commit: `npm test`, or `npm test -- WORD…` for the tests whose path has a word.
import { spawn, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { installPackages } from "./lib/install.mjs";

process.chdir(join(import.meta.dirname, ".."));
installPackages();

/** Name of a check → its command line. */
const checks = {
  "type check": ["node_modules/.bin/tsc", "--noEmit"],
  lint: ["node_modules/.bin/biome", "check", "--error-on-warnings", "."],
  "dependencies between folders": [process.execPath, "scripts/layers.mjs"],
  "generated files": [process.execPath, "scripts/generated.mjs", "--check"],
  build: [process.execPath, "scripts/build.mjs"],
};
const failed = (await Promise.all(Object.entries(checks).map(passes))).includes(false);

const { bundleTests, testFiles } = await import("./lib/bundle-tests.mjs");
const outdir = `.build/test-${process.pid}`;
try {
  const bundles = await bundleTests(testFiles(process.argv.slice(2)), outdir);
  const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...bundles], {
    stdio: "inherit",
  });
  process.exitCode = failed ? 1 : (status ?? 1);
} finally {
  rmSync(outdir, { recursive: true, force: true });
}

/** Runs one check; its output is shown only when it fails. */
function passes([name, [command, ...args]]) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(chunk));
    child.on("error", (error) => output.push(Buffer.from(`${error.message}\n`)));
    child.on("close", (code) => {
      console.log(`${code === 0 ? "ok" : "FAILED"}: ${name} (${Math.round(performance.now() - started)} ms)`);
      if (code !== 0) process.stdout.write(Buffer.concat(output));
      resolve(code === 0);
    });
  });
}

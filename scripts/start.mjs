// Installs, builds and runs the tour: `npm start`.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { installPackages } from "./lib/install.mjs";

process.chdir(join(import.meta.dirname, ".."));
installPackages();
await import("./build.mjs");
const { status } = spawnSync(
  process.execPath,
  ["dist/jaiph.cjs", "run", "fixtures/tour/tour.jh", ...process.argv.slice(2)],
  {
    stdio: "inherit",
  },
);
process.exitCode = status ?? 1;

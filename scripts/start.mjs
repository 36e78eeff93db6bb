// Installs, builds and runs the tour: `npm start`. Words after `--` go to the tour's workflow.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { installPackages } from "./lib/install.mjs";

process.chdir(join(import.meta.dirname, ".."));
installPackages();
await import("./build.mjs");

const target = mkdtempSync(join(tmpdir(), "jaiph-tour-"));
try {
  const words = ["run", "--target", target, "fixtures/tour/tour.jh", ...process.argv.slice(2)];
  console.log(`$ jaiph run fixtures/tour/tour.jh ${process.argv.slice(2).join(" ")}`.trimEnd());
  const { status } = spawnSync(process.execPath, ["dist/jaiph.cjs", ...words], { stdio: "inherit" });
  process.exitCode = status ?? 1;
  tellRecords();
} finally {
  rmSync(target, { recursive: true, force: true });
}

/** What the run has left behind: `--target` keeps a note of where that is. */
function tellRecords() {
  const note = readdirSync(target).find((name) => name.startsWith(".jaiph-run-meta-"));
  if (note === undefined) return;
  const dir = /^run_dir=(.*)$/m.exec(readFileSync(join(target, note), "utf8"))?.[1] ?? "";
  const value = join(dir, "return_value.txt");
  // On a terminal the run itself has shown it.
  if (existsSync(value) && !process.stdout.isTTY)
    console.log(`\nReturn value: ${readFileSync(value, "utf8")}`);
  console.log(`Records: ${relative(".", dir)}`);
  for (const name of readdirSync(dir).sort()) console.log(`  ${name}`);
}

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Installs the locked packages unless node_modules already holds exactly these. Leaves with npm's status when that fails. */
export function installPackages() {
  if (isInstalled()) return;
  console.log("installing packages (npm ci)");
  const { status } = spawnSync("npm", ["ci", "--no-progress", "--loglevel=error"], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

/** npm records what it installed in the form of the lock file, without the entry of the project itself. */
function isInstalled() {
  const record = "node_modules/.package-lock.json";
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  const locked = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  return Object.entries(locked).every(
    ([path, { integrity, optional }]) =>
      path === "" || (optional && !(path in installed)) || installed[path]?.integrity === integrity,
  );
}

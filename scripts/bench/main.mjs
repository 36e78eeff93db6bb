// Measures what the README says about speed, against floors taken in the same run: `npm run bench`.
import { join } from "node:path";

process.chdir(join(import.meta.dirname, "../.."));
await import("../build.mjs");

const benches = [
  (await import("./start-up.mjs")).startUp,
  (await import("./scripts-in-sequence.mjs")).scriptsInSequence,
  (await import("./async-branches.mjs")).asyncBranches,
  (await import("./events.mjs")).events,
  (await import("./compile.mjs")).compile,
].filter(({ name }) => process.argv.length === 2 || process.argv.slice(2).includes(name));

console.log("| what | measured | limit | |\n|---|---|---|---|");
for (const bench of benches)
  for (const { what, value, limit, atLeast = false } of await bench()) {
    const kept = limit === undefined || (atLeast ? value >= limit : value <= limit);
    const bound =
      limit === undefined ? "" : `${atLeast ? "at least" : "at most"} ${limit.toLocaleString("en")}`;
    console.log(`| ${what} | ${shown(value)} | ${bound} | ${kept ? "" : "missed"} |`);
    if (!kept) process.exitCode = 1;
  }

function shown(value) {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(2);
}

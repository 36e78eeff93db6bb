import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { medians, Place } from "./lib/measure.mjs";

const modules = 300;

/** The front end: linear in the size of a module, not far from reading it, and each module once. */
export async function compile() {
  const place = new Place();
  const sizes = { small: 5_000, large: 50_000 };
  for (const [name, lines] of Object.entries(sizes)) place.file(`${name}.jh`, moduleOf(lines));
  for (let i = 0; i < modules; i++) place.file(`graph/m${i}.jh`, graphModule(i));
  place.file("empty.jh", "workflow default() {\n}\n");
  const times = await medians(
    {
      empty: () => place.jaiph("compile", "empty.jh"),
      read: () => place.node("-e", 'require("node:fs").readFileSync("large.jh", "utf8").split("\\n")'),
      small: () => place.jaiph("compile", "small.jh"),
      large: () => place.jaiph("compile", "large.jh"),
      graph: () => place.jaiph("compile", "graph/m0.jh"),
    },
    3,
  );
  const perLine = (name) => (times[name] - times.empty) / sizes[name];
  return [
    {
      what: "compile: time per line, 50,000 / 5,000 lines",
      value: perLine("large") / perLine("small"),
      limit: 1.3,
    },
    { what: "compile 50,000 lines / node that reads and splits", value: times.large / times.read, limit: 30 },
    { what: "compile 50,000 lines: peak memory, MB", value: peakMemory(place), limit: 500 },
    {
      what: `reads of a file in a graph of ${modules} modules`,
      value: mostReads(place),
      limit: 1,
    },
    { what: `compile ${modules} modules, ms over an empty file`, value: times.graph - times.empty },
  ];
}

/** Every kind of step that a real file has, over and over. */
function moduleOf(lines) {
  const unit = (i) => `script s${i} = \`echo "$1"\`

rule r${i}(value) {
  run s${i}(value)
}

workflow w${i}(name, count) {
  const greeting = run s${i}("hello \${name}")
  log "got \${greeting} and \${count}"
  if greeting == "hello" {
    ensure r${i}(greeting)
  }
  run w${i}(greeting, "2") catch (err) {
    logerr "failed: \${err}"
  }
}

`;
  const each = unit(0).split("\n").length - 1;
  return Array.from({ length: Math.round(lines / each) }, (_, i) => unit(i)).join("");
}

/** Each module imports the next ten, so that most files are imported ten times. */
function graphModule(i) {
  const imported = Array.from({ length: 10 }, (_, k) => i + k + 1).filter((k) => k < modules);
  const imports = imported.map((k) => `import "./m${k}" as m${k}\n`).join("");
  const calls = imported.map((k) => `  run m${k}.work()\n`).join("");
  return `${imports}\nexport workflow work() {\n  log "m${i}"\n${calls}}\n`;
}

function peakMemory(place) {
  watch(place, "compile", "large.jh");
  return JSON.parse(readFileSync(`${place.dir}/watch.json`, "utf8")).maxRssMb;
}

function mostReads(place) {
  watch(place, "compile", "graph/m0.jh");
  return JSON.parse(readFileSync(`${place.dir}/watch.json`, "utf8")).mostReads;
}

function watch(place, ...args) {
  const env = {
    NODE_OPTIONS: `--require ${resolve("scripts/bench/lib/watch.cjs")}`,
    WATCH_FILE: `${place.dir}/watch.json`,
  };
  place.run(process.execPath, [resolve("dist/jaiph.cjs"), ...args], env);
}

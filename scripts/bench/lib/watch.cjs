// Loaded before a program: tells at its end how much memory it took and how often it opened one `.jh` file.
const fs = require("node:fs");

const opened = new Map();
const note = (path) => {
  if (String(path).endsWith(".jh")) opened.set(path, (opened.get(path) ?? 0) + 1);
};
for (const name of ["openSync", "readFileSync"]) {
  const original = fs[name];
  fs[name] = (path, ...rest) => {
    note(path);
    return original(path, ...rest);
  };
}

process.once("exit", () => {
  const maxRssMb = process.resourceUsage().maxRSS / 1024;
  fs.writeFileSync(
    process.env.WATCH_FILE,
    JSON.stringify({ maxRssMb, mostReads: Math.max(0, ...opened.values()) }),
  );
});

// Loaded before an executable by the build: leaves the code that V8 has compiled beside each bundle that was used.
const { writeFileSync } = require("node:fs");
const vm = require("node:vm");

const scripts = [];
vm.Script = class extends vm.Script {
  constructor(code, options) {
    super(code, options);
    scripts.push([`${options.filename}.code`, this]);
  }
};
process.once("exit", () => {
  for (const [path, script] of scripts) writeFileSync(path, script.createCachedData());
});

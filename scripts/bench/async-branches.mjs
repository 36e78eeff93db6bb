import { medians, Place } from "./lib/measure.mjs";

const count = 1000;
const atATime = 64;

const bareLoop = `
const { spawn } = require("node:child_process");
let left = ${count};
const next = () => {
  if (left-- > 0) spawn("./step", [], { stdio: "ignore" }).on("close", next);
};
for (let i = 0; i < ${atATime}; i++) next();
`;

/** A thousand branches of a trivial script, as a workflow and as a loop in node with the same limit. */
export async function asyncBranches() {
  const place = new Place();
  place.file("loop.cjs", bareLoop);
  place.file("step", '#!/usr/bin/env bash\nset -euo pipefail\nstep() {\ntrue\n}\nstep "$@"\n');
  place.run("chmod", ["755", "step"]);
  place.file(
    "branches.jh",
    `script step = \`true\`\n\nworkflow default() {\n${"  run async step()\n".repeat(count)}}\n`,
  );
  const times = await medians(
    { bare: () => place.node("loop.cjs"), jaiph: () => place.jaiph("run", "branches.jh") },
    3,
  );
  return [{ what: `${count} async branches / bare node loop`, value: times.jaiph / times.bare, limit: 1.3 }];
}

import { medians, Place } from "./lib/measure.mjs";

const count = 200;

const bareLoop = `
const { spawn } = require("node:child_process");
(async () => {
  for (let i = 0; i < ${count}; i++)
    await new Promise((resolve) => spawn("./step", [], { stdio: "ignore" }).on("close", resolve));
})();
`;

/** One script after another, as a workflow and as a loop in node. */
export async function scriptsInSequence() {
  const place = new Place();
  place.file("loop.cjs", bareLoop);
  place.file("step", '#!/usr/bin/env bash\nset -euo pipefail\nstep() {\ntrue\n}\nstep "$@"\n');
  place.run("chmod", ["755", "step"]);
  place.file(
    "sequence.jh",
    `script step = \`true\`\n\nworkflow default() {\n${"  run step()\n".repeat(count)}}\n`,
  );
  const times = await medians(
    { bare: () => place.node("loop.cjs"), jaiph: () => place.jaiph("run", "sequence.jh") },
    5,
  );
  return [
    { what: `${count} scripts in sequence / bare node loop`, value: times.jaiph / times.bare, limit: 1.25 },
  ];
}

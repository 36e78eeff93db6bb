import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { createRedactor } from "../events/index.ts";
import { type ExcerptPorts, readExcerpt } from "./excerpt.ts";
import { createFailureTrace, type FailedStep } from "./failure-trace.ts";
import { eventsOf, stepEnd, stepStart } from "./testing-events.ts";

const dir = mkdtempSync(join(tmpdir(), "excerpt-"));
after(() => rmSync(dir, { recursive: true }));

const ports: ExcerptPorts = {
  locate: (text) => ({ text }),
  redact: createRedactor({ DB_PASSWORD: "hunter2" }).text,
};

function failed(out_content: string, err_content: string): FailedStep {
  const trace = createFailureTrace();
  const root = stepStart({ kind: "script", name: "s", parent_id: null, out_file: join(dir, "out") });
  for (const event of eventsOf((emit) => emit(stepEnd(root, { status: 1, out_content, err_content }))))
    trace.see(event);
  const step = trace.failedStep();
  assert.ok(step);
  return step;
}

const numbered = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => `line ${from + index}`);

test("the ends of both streams, output first", async () => {
  const rows: [out: string, err: string, lines: readonly string[]][] = [
    ["", " \n", []],
    ["out\n", "", ["out"]],
    ["", "err\n\n", ["err"]],
    ["out\n", "err", ["out", "err"]],
    [`${numbered(40).join("\n")}\n`, "bad\n", [...numbered(30, 11), "bad"]],
    ["10%\r20%\r\ndone \x1b[32mok\x1b[0m\x1b[2J", "", ["10%", "20%", "done ok\\x1b[2J"]],
    ["x".repeat(5_000), "", [`${"x".repeat(2_000)}...`]],
  ];
  for (const [out, err, lines] of rows)
    assert.deepEqual(await readExcerpt(failed(out, err), ports), { lines });
});

test("where the events carried only the beginning, the end comes from the file, without its secrets", async () => {
  writeFileSync(join(dir, "out"), `${"x\n".repeat(600_000)}password is hunter2\n`);
  const { lines } = await readExcerpt(failed("x\n".repeat(524_288), ""), ports);
  assert.deepEqual(lines.slice(-2), ["x", "password is [REDACTED]"]);
  assert.equal(lines.length, 30);
});

test("a source line is shown without secrets too", async () => {
  const source = { position: "a.jh:3", line: "mysql -phunter2" };
  const located = await readExcerpt(failed("a.jh: bad", ""), {
    ...ports,
    locate: (text) => ({ text, source }),
  });
  assert.deepEqual(located.source, { position: "a.jh:3", line: "mysql -p[REDACTED]" });
});

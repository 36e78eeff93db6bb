import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, constants, existsSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type Cli, cli } from "./support/cli.ts";

const source = (lines: number) => `script numbers = \`seq ${lines}\`

workflow default() {
  const all = run numbers()
  for number in all {
    log "\${number} of the many lines that fill every pipe and every socket"
  }
}
`;

/** A pipe whose reading end is open, and from which nobody reads. */
function stalledPipe({ dir }: Cli): number {
  const path = join(dir, "pipe");
  assert.equal(spawnSync("mkfifo", [path]).status, 0);
  return openSync(path, constants.O_RDWR);
}

/** The path of the journal of the only run; undefined while there is none. */
function journalOf(used: Cli): string | undefined {
  const [dir] = existsSync(join(used.dir, ".jaiph/runs")) ? used.runs() : [];
  const path = dir && join(dir, "run_summary.jsonl");
  return path && existsSync(path) ? path : undefined;
}

/** Resolves when the run has said more than any pipe holds: it is in the journal before it is shown. */
async function saidMuch(used: Cli): Promise<void> {
  for (;;) {
    const path = journalOf(used);
    if (path && statSync(path).size > 1_000_000) return;
    await delay(10);
  }
}

test("a signal ends a run whose output nobody reads", async () => {
  for (const [stream, words] of [
    ["stdout", []],
    ["stderr", ["--raw"]],
  ] as const)
    for (const [signal, code] of [
      ["SIGINT", 130],
      ["SIGTERM", 143],
    ] as const) {
      const used = cli().file("a.jh", source(1_000_000));
      const pipe = stalledPipe(used);
      const run = used.redirect(stream, pipe).start("run", ...words, "a.jh");
      await saidMuch(used);
      const end = await run.kill(signal).end();
      assert.equal(end.code, code, end.stderr);
      assert.equal(used.journal().at(-1)?.["type"], "WORKFLOW_END");
      assert.deepEqual(used.leftovers(), []);
      closeSync(pipe);
    }
});

test("a signal ends a run that has nothing left to do but to write", async () => {
  const used = cli().file("a.jh", source(10_000));
  const pipe = stalledPipe(used);
  const run = used.redirect("stdout", pipe).start("run", "a.jh");
  await saidMuch(used);
  while (!readFileSync(journalOf(used) ?? "", "utf8").includes('{"type":"WORKFLOW_END"')) await delay(10);
  const end = await run.kill("SIGINT").end();
  assert.equal(end.stderr, "error: cannot write to standard output: its reader takes no more\n");
  assert.equal(end.code, 1);
  closeSync(pipe);
});

test("a reader that comes back gets everything in order", async () => {
  const lines = 60_000;
  const used = cli().file("a.jh", source(lines));
  const run = used.start("run", "a.jh").pauseReading();
  await saidMuch(used);
  const { code, stdout } = await run.readOn().end();
  assert.equal(code, 0);
  const numbers = [...stdout.matchAll(/^ {2}ℹ (\d+) of/gm)].map(([, number]) => Number(number));
  assert.equal(numbers.length, lines);
  assert.ok(numbers.every((number, index) => number === index + 1));
  assert.match(stdout, /✓ PASS workflow default .*\n$/);
});

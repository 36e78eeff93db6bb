import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { type Cli, cli } from "./support/cli.ts";

/** Live processes whose environment holds the mark, on any level below a run. */
function processesOf(mark: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, "latin1").includes(mark) && !isZombie(pid);
      } catch {
        return false;
      }
    });
}

function isZombie(pid: string): boolean {
  return / Z /.test(readFileSync(`/proc/${pid}/stat`, "latin1").replace(/\(.*\)/, ""));
}

let count = 0;

/** A use of the command line whose processes can be told from all others. */
function marked(): { used: Cli; left: () => string[] } {
  const mark = `JAIPH_E2E_MARK=${process.pid}.${++count}.`;
  const [name = "", value = ""] = mark.split("=");
  return { used: cli().env({ [name]: value }), left: () => processesOf(mark) };
}

/** A script that is ready once its tree line can be seen, and that would go on for minutes. */
const situations: Record<string, { source: string; ready: string; env?: Record<string, string> }> = {
  "a script": {
    source: 'script nap = `sleep 300`\n\nworkflow default() {\n  log "ready"\n  run nap()\n}\n',
    ready: "▸ script nap",
  },
  "a script with children in the background": {
    source:
      "script nap = ```\nsleep 300 &\n(sleep 300; true) &\nwait\n```\n\nworkflow default() {\n  run nap()\n}\n",
    ready: "▸ script nap",
  },
  branches: {
    source:
      'script nap = `sleep "$1"`\n\nworkflow default() {\n  run async nap("300")\n  run async nap("301")\n  run nap("302")\n}\n',
    ready: '▸ script nap (1="302")',
  },
  "the dispatch of a message": {
    source:
      'channel news -> slow\n\nscript nap = `sleep 300`\n\nworkflow slow(message, chan, sender) {\n  run nap()\n}\n\nworkflow default() {\n  news <- "hello"\n}\n',
    ready: "▸ script nap",
  },
  "a prompt": {
    source: 'workflow default() {\n  const x = prompt "hello"\n}\n',
    ready: "▸ prompt",
    env: { JAIPH_AGENT_COMMAND: "./agent" },
  },
};
const agent = "#!/bin/sh\nsleep 300\n";

for (const [what, { source, ready, env }] of Object.entries(situations))
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)
    test(`${signal} during ${what} ends everything and exits ${code}`, async () => {
      const { used, left } = marked();
      used
        .file("a.jh", source)
        .file("agent", agent, 0o755)
        .env(env ?? {});
      const run = used.start("run", "a.jh");
      await run.sees(ready);
      const end = await run.kill(signal).end();
      assert.equal(end.code, code, end.stderr);
      assert.match(
        end.stderr,
        new RegExp(`✗ FAIL workflow default .*\\n  Process terminated by signal ${signal}\\n`),
      );
      assert.deepEqual(left(), []);
      const events = used.journal();
      const open = events.filter(({ type }) => type === "STEP_START").length;
      const closed = events.filter(({ type, status }) => type === "STEP_END" && status === code).length;
      assert.equal(closed, open, "every open step is closed with the status of the signal");
      assert.equal(events.at(-1)?.["type"], "WORKFLOW_END");
      assert.deepEqual(used.leftovers(), []);
    });

for (const signal of ["SIGHUP", "SIGQUIT"] as const)
  test(`${signal} is a request to end`, async () => {
    const { used, left } = marked();
    const run = used.file("a.jh", situations["a script"]?.source ?? "").start("run", "a.jh");
    await run.sees("▸ script nap");
    assert.equal((await run.kill(signal).end()).code, 143);
    assert.deepEqual(left(), []);
  });

const stubborn =
  'script stay = ```\ntrap "" TERM INT HUP\necho ready\nwhile true; do sleep 1; done\n```\n\nworkflow default() {\n  run stay()\n}\n';

test("a script that ignores the signal is killed after the grace time", async () => {
  const { used, left } = marked();
  const run = used.file("a.jh", stubborn).start("run", "a.jh");
  await run.sees("▸ script stay");
  const started = performance.now();
  const end = await run.kill("SIGTERM").end();
  assert.equal(end.code, 143);
  assert.ok(performance.now() - started < 10_000);
  assert.deepEqual(left(), []);
});

test("a second signal kills at once", async () => {
  const { used, left } = marked();
  const run = used.file("a.jh", stubborn).start("run", "a.jh");
  await run.sees("▸ script stay");
  const started = performance.now();
  // Two different ones, for the second of two equal signals is lost while the first is pending; either may come first.
  run.kill("SIGINT");
  const end = await run.kill("SIGTERM").end();
  const elapsed = performance.now() - started;
  assert.ok(end.code === 130 || end.code === 143, `exit code ${end.code}`);
  assert.ok(elapsed < 1400, `took ${elapsed} ms, as long as the grace time`);
  assert.deepEqual(left(), []);
});

test("a second signal kills an agent at once, with what it has started", async () => {
  const { used, left } = marked();
  used.file("a.jh", situations["a prompt"]?.source ?? "");
  used.file(
    "agent",
    "#!/bin/bash\ntrap '' TERM INT HUP\nsetsid sleep 300 &\necho ready\nwhile :; do sleep 1; done\n",
    0o755,
  );
  const run = used.env({ JAIPH_AGENT_COMMAND: "./agent" }).start("run", "a.jh");
  await run.sees("▸ prompt");
  while (left().length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
  const started = performance.now();
  run.kill("SIGINT");
  const end = await run.kill("SIGTERM").end();
  assert.ok(end.code === 130 || end.code === 143, `exit code ${end.code}`);
  assert.ok(performance.now() - started < 1400, "as long as the grace time");
  assert.deepEqual(left(), []);
});

test("--raw ends in the same way", async () => {
  const { used, left } = marked();
  const run = used.file("a.jh", `script nap = \`sleep 300\`\n\nworkflow default() {\n  run nap()\n}\n`);
  const raw = run.start("run", "--raw", "a.jh");
  await raw.complains('"name":"nap"');
  const end = await raw.kill("SIGTERM").end();
  assert.equal(end.code, 143);
  assert.match(end.stderr, /"type":"STEP_END","func":"default".*"status":143/);
  assert.deepEqual(left(), []);
});

test("a run that is killed leaves a journal in which every line parses", async () => {
  const source =
    'script word = `echo word`\n\nworkflow default() {\n  run word()\n  log "one"\n  run again()\n}\n\nworkflow again() {\n  run default()\n}\n';
  for (const depth of [1, 4, 16]) {
    const { used } = marked();
    const run = used.file("a.jh", source).start("run", "a.jh");
    await run.sees(`${"  · ".repeat(depth)}  ▸ script word`);
    const end = await run.kill("SIGKILL").end();
    assert.equal(end.signal, "SIGKILL");
    const [dir = ""] = used.runs();
    const lines = readFileSync(`${dir}/run_summary.jsonl`, "utf8").split("\n");
    lines.pop();
    assert.ok(lines.length > depth);
    for (const line of lines) JSON.parse(line);
  }
});

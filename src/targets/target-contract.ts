import assert from "node:assert/strict";
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { alive, pidIn, ScriptBench } from "./script-bench.ts";
import type { Ending, Target } from "./target.ts";

/** What every target promises, as tests: a target of another kind runs them too, with bash at its other end. */
export function describeTarget(name: string, make: () => Target | Promise<Target>): void {
  describe(`target ${name}`, () => {
    let bench: ScriptBench;
    before(async () => {
      bench = new ScriptBench(await make());
    });
    after(() => bench.close());
    endings(() => bench);
    inputs(() => bench);
    outputs(() => bench);
    stopping(() => bench);
  });
}

function endings(bench: () => ScriptBench): void {
  const rows: [title: string, script: string, ending: Ending][] = [
    ["success", "true", { kind: "exit", code: 0 }],
    ["an empty script", "", { kind: "exit", code: 0 }],
    ["a status", "exit 3", { kind: "exit", code: 3 }],
    ["the highest status", "exit 255", { kind: "exit", code: 255 }],
    ["a catchable signal", "kill -TERM $$", { kind: "signal", signal: "SIGTERM" }],
    ["SIGKILL", "kill -KILL $$", { kind: "signal", signal: "SIGKILL" }],
    ["an unknown interpreter", "#!/usr/bin/env no-such-interpreter\n", { kind: "exit", code: 127 }],
  ];
  for (const [title, script, ending] of rows)
    test(`ends with ${title}`, async () => {
      const { result } = await bench().run(script);
      assert.deepEqual(result.ending, ending);
      assert.ok(result.elapsedMs >= 0);
    });
}

function inputs(bench: () => ScriptBench): void {
  const values: [title: string, value: string][] = [
    ["quotes", `a 'single' "double" \`back\` \\slash\\`],
    ["shell syntax", "$HOME $(touch canary) ; & | > < * ? [a] {a,b} ~ ! #"],
    ["white space and line breaks", "  two\n\nlines\r\n\tand a tab\n"],
    ["Unicode", "\u00e9 \u{1f600} \u202e"],
    ["leading dashes", "-n --option=value"],
    ["a percent and an equals sign", "%s%n a=b"],
    ["100 kB", "x'\"$".repeat(25_000)],
  ];
  for (const [title, value] of values)
    test(`passes on, byte for byte, ${title}`, async () => {
      const { stdout } = await bench().run(`printf '%s\\0' "$#" "$@" "$VALUE"`, {
        args: [value, "", value],
        env: { VALUE: value },
      });
      assert.deepEqual(stdout.toString().split("\0"), ["3", value, "", value, value, ""]);
    });

  test("passes no argument where there is none", async () => {
    const { stdout } = await bench().run(`printf %s "$#"`);
    assert.equal(stdout.toString(), "0");
  });

  test("runs in the given directory", async () => {
    const { stdout } = await bench().run("pwd -P");
    assert.equal(stdout.toString(), `${realpathSync(bench().dir)}\n`);
  });

  test("gives an empty standard input", async () => {
    const { stdout } = await bench().run("wc -c");
    assert.equal(stdout.toString().trim(), "0");
  });
}

function outputs(bench: () => ScriptBench): void {
  test("keeps output as raw bytes, each stream in its file", async () => {
    const { stdout, stderr } = await bench().run(
      String.raw`printf 'a\000\377\r\n\302'; printf '\033[1m\000\376' >&2`,
    );
    assert.deepEqual([...stdout], [0x61, 0, 0xff, 0x0d, 0x0a, 0xc2]);
    assert.deepEqual([...stderr], [0x1b, 0x5b, 0x31, 0x6d, 0, 0xfe]);
  });

  test("appends to what the files hold", async () => {
    const { stdout } = await bench().run("echo second", { before: "first\n" });
    assert.equal(stdout.toString(), "first\nsecond\n");
  });

  test("writes 100 MB without holding them", async () => {
    const memoryBefore = process.memoryUsage().rss;
    const { result, stdoutPath } = await bench().run("head -c 100000000 /dev/zero", { unread: true });
    assert.deepEqual(result.ending, { kind: "exit", code: 0 });
    assert.equal(statSync(stdoutPath).size, 100_000_000);
    assert.ok(process.memoryUsage().rss - memoryBefore < 50_000_000);
  });

  test("has all output in the files when it says that the script is over", async () => {
    const { stdout } = await bench().run("for ((i = 0; i < 2000; i++)); do echo $i; done");
    assert.equal(stdout.toString().trimEnd().split("\n").length, 2000);
  });
}

interface Stubborn {
  readonly title: string;
  /** Starts a second process and tells its id in the file `child`, once that process is ready. Never ends by itself. */
  readonly script: string;
  readonly leavesSession?: true;
}

const deafChild = `bash -c "trap '' TERM; echo \\$\\$ > child.new; mv child.new child; while :; do sleep 1; done"`;
const stubborn: readonly Stubborn[] = [
  { title: "a child", script: "sleep 600 & echo $! > child.new; mv child.new child; wait" },
  {
    title: "a script and its child that ignore SIGTERM",
    script: "trap '' TERM; sleep 600 & echo $! > child.new; mv child.new child; while :; do wait; done",
  },
  {
    title: "a grandchild in a session of its own that ignores SIGTERM",
    script: `setsid ${deafChild} & wait`,
    leavesSession: true,
  },
  {
    title: "a daemon whose parents are gone",
    script: `(setsid ${deafChild} &); sleep 600`,
    leavesSession: true,
  },
];

function stopping(bench: () => ScriptBench): void {
  for (const { title, script, leavesSession } of stubborn) {
    const skip = leavesSession && !existsSync("/proc/self/stat") ? "needs /proc" : false;

    test(`a timeout leaves nothing alive of ${title}`, { skip }, async () => {
      for (let timeoutMs = 250; ; timeoutMs *= 2) {
        const { result, dir } = await bench().run(script, { timeoutMs });
        assert.deepEqual(result.ending, { kind: "timeout", afterMs: timeoutMs });
        // On a busy machine the child may not even have started: a longer timeout then.
        if (!existsSync(join(dir, "child"))) continue;
        assert.equal(alive(await pidIn(join(dir, "child"))), false);
        return;
      }
    });

    test(`cancelling leaves nothing alive of ${title}`, { skip }, async () => {
      const cancel = new AbortController();
      const running = bench().start(script, { signal: cancel.signal });
      const child = await pidIn(join(running.dir, "child"));
      assert.equal(alive(child), true);
      cancel.abort();
      assert.deepEqual((await running.done).result.ending, { kind: "cancelled" });
      assert.equal(alive(child), false);
    });
  }

  test("a script that is asked to end may clean up", async () => {
    const cancel = new AbortController();
    const running = bench().start(
      "trap 'echo cleaned; exit 0' TERM; echo $$ > child.new; mv child.new child; while :; do sleep 0.05; done",
      { signal: cancel.signal },
    );
    await pidIn(join(running.dir, "child"));
    cancel.abort();
    const { result, stdout } = await running.done;
    assert.deepEqual(result.ending, { kind: "cancelled" });
    assert.equal(stdout.toString(), "cleaned\n");
  });

  test("what is cancelled before it starts never runs", async () => {
    const { result, dir } = await bench().run("touch ran", { signal: AbortSignal.abort() });
    assert.deepEqual(result.ending, { kind: "cancelled" });
    assert.equal(existsSync(join(dir, "ran")), false);
  });

  test("a timeout that is not reached changes nothing", async () => {
    const { result } = await bench().run("exit 4", { timeoutMs: 60_000 });
    assert.deepEqual(result.ending, { kind: "exit", code: 4 });
  });

  test("what a script leaves behind when it ends by itself is left alone", async () => {
    const { result, dir } = await bench().run("sleep 600 & echo $! > child");
    assert.deepEqual(result.ending, { kind: "exit", code: 0 });
    const child = Number(readFileSync(join(dir, "child"), "utf8"));
    assert.equal(alive(child), true);
    process.kill(child, "SIGKILL");
  });
}

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { describe, test } from "node:test";
import { processTable } from "./process-table.ts";
import { Processes } from "./processes.ts";
import type { RunningProcess } from "./running-process.ts";

const skip = existsSync("/proc/self/stat") ? false : "needs /proc";
const never = new AbortController().signal;

describe("a process", () => {
  test("has the given environment and a mark, which follows the mark of an outer run", async () => {
    const processes = new Processes();
    const script = 'echo "$A $JAIPH_STEP_MARK"';
    const alone = await bash(processes, script, { env: { A: "1" } });
    assert.match((await nextLine(alone)) ?? "", /^1 \w+\.1$/);
    const inner = await bash(processes, script, { env: { JAIPH_STEP_MARK: "outer.1" } });
    assert.match((await nextLine(inner)) ?? "", /^ outer\.1\/\w+\.2$/);
  });

  test("ends by itself, and what it leaves behind lives", async () => {
    const running = await bash(new Processes(), "sleep 600 >&- & echo $!; exit 3");
    const left = Number(await nextLine(running));
    assert.deepEqual(await running.ending, { kind: "exit", code: 3 });
    assert.equal(running.stop(), false);
    assert.equal(alive(left), true);
    process.kill(left, "SIGKILL");
  });

  test("that cannot start says what the system says", async () => {
    const started = await new Processes().start(
      { file: "/no/such/file", args: [], env: {}, cwd: "/", stdio: ["ignore", "pipe", "pipe"] },
      never,
    );
    assert.ok(!started.ok && "code" in started.error);
    assert.equal(started.error.code, "ENOENT");
  });
});

describe("stopping", { skip }, () => {
  test("gives SIGTERM once to each, and time to clean up", async () => {
    const running = await bash(
      new Processes(),
      `trap 'echo term; exit' TERM
       setsid bash -c 'trap "echo stray; exit" TERM; echo ready; while :; do sleep 0.02; done' &
       while :; do sleep 0.02; done`,
    );
    const lines = linesOf(running);
    assert.equal((await lines.next()).value, "ready");
    assert.deepEqual([running.stop(), running.stop()], [true, false]);
    const rest: string[] = [];
    for await (const line of { [Symbol.asyncIterator]: () => lines }) rest.push(line);
    assert.deepEqual(rest.sort(), ["stray", "term"]);
    assert.deepEqual(await running.ending, { kind: "stopped" });
  });

  test("reaches who has lost session, environment and then the parent", async () => {
    const stray = `trap "" TERM; echo $$; while :; do sleep 1; done`;
    const running = await bash(
      new Processes({ graceMs: 200 }),
      `setsid env -i PATH="$PATH" bash -c '${stray}' & wait`,
    );
    const pid = Number(await nextLine(running));
    running.stop();
    assert.deepEqual(await running.ending, { kind: "stopped" });
    assert.equal(alive(pid), false);
  });

  test("comes with the abort of the signal, also one before the start", async () => {
    const processes = new Processes();
    const controller = new AbortController();
    const running = await bash(processes, "sleep 600", { signal: controller.signal });
    controller.abort();
    assert.deepEqual(await running.ending, { kind: "stopped" });
    const late = await bash(processes, "sleep 600", { signal: controller.signal });
    assert.deepEqual(await late.ending, { kind: "stopped" });
  });

  test("killNow does not wait for the grace", async () => {
    const processes = new Processes({ graceMs: 600_000 });
    const deaf = `trap "" TERM; echo $$; while :; do sleep 1; done`;
    const running = await bash(
      processes,
      `trap '' TERM; (setsid bash -c '${deaf}' &); while :; do sleep 1; done`,
    );
    const pid = Number(await nextLine(running));
    running.stop();
    assert.equal(alive(pid), true);
    processes.killNow();
    assert.deepEqual(await running.ending, { kind: "stopped" });
    assert.equal(alive(pid), false);
  });
});

interface BashOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

async function bash(
  processes: Processes,
  script: string,
  { env, signal }: BashOptions = {},
): Promise<RunningProcess> {
  const path = { PATH: process.env["PATH"] ?? "/usr/bin:/bin" };
  const started = await processes.start(
    {
      file: "bash",
      args: ["-c", script],
      env: { ...path, ...env },
      cwd: "/",
      stdio: ["ignore", "pipe", "pipe"],
    },
    signal ?? never,
  );
  assert.ok(started.ok);
  return started.process;
}

function linesOf({ child }: RunningProcess): AsyncIterator<string> {
  assert.ok(child.stdout);
  return createInterface(child.stdout)[Symbol.asyncIterator]();
}

async function nextLine(running: RunningProcess): Promise<string | undefined> {
  return (await linesOf(running).next()).value;
}

/** A killed process may take a moment to become a zombie, but no zombie is in the table. */
function alive(pid: number): boolean {
  return processTable()?.some((entry) => entry.pid === pid) ?? false;
}

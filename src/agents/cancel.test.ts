import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Processes } from "../processes/index.ts";
import { cancelled } from "./backend.ts";
import { askStandIn, type Question, type Reply } from "./stand-in.ts";

test("an agent that ignores every signal is killed, with its children in and outside its group", async () => {
  const { reply, waitedMs } = await cancelOnceItSays(/^\d+ \d+ \d+$/m, "hangs.sh");
  assert.deepEqual(reply.result, cancelled);
  assert.ok(waitedMs >= 1400, `it had only ${waitedMs} ms of grace`);
  const pids = /^(\d+) (\d+) (\d+)$/m.exec(reply.out)?.slice(1) ?? [];
  assert.equal(pids.length, 3);
  for (const pid of pids) await gone(pid);
});

test("an agent that ends when asked may finish, and nobody waits longer", async () => {
  const { reply, waitedMs } = await cancelOnceItSays(/ready/, "ends-when-asked.sh");
  assert.deepEqual(reply.result, cancelled);
  assert.match(reply.out, /ready\ngoodbye/);
  assert.ok(waitedMs < 1400, `waited ${waitedMs} ms`);
});

test("a prompt cancelled before it is sent starts nothing", async () => {
  const { result, out } = await askStandIn({ ...command("hangs.sh"), signal: AbortSignal.abort() });
  assert.deepEqual(result, cancelled);
  assert.doesNotMatch(out, /Final answer/);
});

test("an agent can be killed before its grace is over", async () => {
  const processes = new Processes({ graceMs: 600_000 });
  const controller = new AbortController();
  let pids: readonly string[] = [];
  let said = "";
  const heard = (text: string) => {
    said += text;
    pids = /^(\d+) (\d+) (\d+)$/m.exec(said)?.slice(1) ?? [];
    if (pids.length === 0 || controller.signal.aborted) return;
    controller.abort();
    setImmediate(() => processes.killNow());
  };
  const { signal } = controller;
  const { result } = await askStandIn({ ...command("hangs.sh"), processes, signal, heard });
  assert.deepEqual(result, cancelled);
  for (const pid of pids) await gone(pid);
});

test("a child that outlives its agent neither delays the answer nor is ended", async () => {
  const { result } = await askStandIn(command("leaves-a-child.sh"));
  assert.ok(result.ok && /^\d+$/.test(result.answer));
  assert.notEqual(stateOf(result.answer), "gone");
  process.kill(Number(result.answer), "SIGKILL");
});

function command(script: string): Question {
  return { agent: [script, "my-agent"], env: { JAIPH_AGENT_COMMAND: "my-agent" } };
}

async function cancelOnceItSays(words: RegExp, script: string): Promise<{ reply: Reply; waitedMs: number }> {
  const controller = new AbortController();
  let said = "";
  let cancelledAt = 0;
  const heard = (text: string) => {
    said += text;
    if (!words.test(said) || controller.signal.aborted) return;
    cancelledAt = performance.now();
    controller.abort();
  };
  const reply = await askStandIn({ ...command(script), signal: controller.signal, heard });
  return { reply, waitedMs: performance.now() - cancelledAt };
}

/** A killed process takes a moment to vanish. */
async function gone(pid: string): Promise<void> {
  for (let look = 0; look < 100 && stateOf(pid) !== "gone"; look++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.equal(stateOf(pid), "gone");
}

function stateOf(pid: string): "gone" | "alive" {
  try {
    return / [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8")) ? "gone" : "alive";
  } catch {
    return "gone";
  }
}

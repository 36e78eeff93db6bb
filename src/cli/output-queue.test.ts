import assert from "node:assert/strict";
import { test } from "node:test";
import type { Descriptor } from "./channel.ts";
import { OutputQueue } from "./output-queue.ts";

/** Readers that take `ready` bytes before they let others wait. */
function readers(ready: number) {
  const state = { ready, text: "", error: undefined as string | undefined };
  const open = (fd: Descriptor) => (bytes: Uint8Array, from: number) => {
    if (state.error !== undefined) throw Object.assign(new Error("broken"), { code: state.error });
    const taken = Math.min(state.ready, bytes.length - from);
    state.ready -= taken;
    state.text += `${fd}:${Buffer.from(bytes.subarray(from, from + taken)).toString("latin1")} `;
    return taken;
  };
  return { state, queue: new OutputQueue(open) };
}

test("what a reader takes is written at once", () => {
  const { state, queue } = readers(100);
  queue.write(1, "one");
  queue.write(2, "two");
  assert.equal(state.text, "1:one 2:two ");
});

test("what waits is written in order, on both descriptors", async () => {
  const { state, queue } = readers(2);
  queue.write(1, "one");
  queue.write(1, "and");
  queue.write(2, "two");
  queue.write(1, "three");
  state.text = "";
  state.ready = 100;
  await queue.written();
  assert.equal(state.text, "1:e 1:and 2:two 1:three ");
});

test("there is room again when the reader has caught up", async () => {
  const { state, queue } = readers(0);
  assert.equal(queue.room(), undefined);
  for (let count = 0; count < 100; count++) queue.write(1, "x".repeat(50_000));
  const room = queue.room();
  assert.ok(room);
  state.ready = 1e9;
  await room;
  assert.equal(queue.room(), undefined);
  await queue.written();
});

test("in a hurry nobody waits for room, and the end waits for no reader", async () => {
  const { state, queue } = readers(0);
  for (let count = 0; count < 100; count++) queue.write(1, "x".repeat(50_000));
  const room = queue.room();
  queue.hurry();
  await room;
  assert.equal(queue.room(), undefined);
  await queue.written();
  assert.equal(queue.failure, "its reader takes no more");
  state.ready = 100;
  queue.write(1, "not wanted");
  queue.write(2, "last words");
  assert.match(state.text, /2:last words $/);
});

test("a reader that has gone ends the output, other errors are told", async () => {
  for (const [code, failure] of [
    ["EPIPE", undefined],
    ["ENOSPC", "broken"],
  ]) {
    const { state, queue } = readers(0);
    queue.write(1, "waits");
    state.error = code;
    await queue.written();
    assert.equal(queue.failure, failure);
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { Slots } from "./slots.ts";

const never = new AbortController().signal;

test("a free slot is there at once", () => {
  const slots = new Slots(1);
  const release = slots.acquire(never);
  assert.ok(typeof release === "function");
  release();
  assert.equal(typeof slots.acquire(never), "function");
});

test("slots are given in the order of asking", async () => {
  const slots = new Slots(2);
  const order: number[] = [];
  const releases: (() => void)[] = [];
  const asked = [0, 1, 2, 3, 4].map(async (index) => {
    const release = await slots.acquire(never);
    assert.ok(release);
    releases.push(release);
    order.push(index);
  });
  await asked[1];
  assert.deepEqual(order, [0, 1]);
  for (const index of [2, 3, 4]) {
    releases.shift()?.();
    await asked[index];
  }
  assert.deepEqual(order, [0, 1, 2, 3, 4]);
});

test("who gives up waiting neither gets nor blocks a slot", async () => {
  const slots = new Slots(1);
  const release = await slots.acquire(never);
  const cancel = new AbortController();
  const impatient = slots.acquire(cancel.signal);
  const patient = slots.acquire(never);
  cancel.abort();
  assert.equal(await impatient, undefined);
  release?.();
  assert.equal(typeof (await patient), "function");
});

test("an aborted signal gets no slot", () => {
  const slots = new Slots(1);
  assert.equal(slots.acquire(AbortSignal.abort()), undefined);
  assert.equal(typeof slots.acquire(never), "function");
});

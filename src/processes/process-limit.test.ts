import assert from "node:assert/strict";
import { test } from "node:test";
import { ProcessLimit } from "./process-limit.ts";

const never = new AbortController().signal;

test("slots are given in the order of asking", async () => {
  const limit = new ProcessLimit(2);
  const order: number[] = [];
  const asked = [0, 1, 2, 3, 4].map(async (index) => {
    assert.equal(await limit.acquire(never), true);
    order.push(index);
  });
  await asked[1];
  assert.deepEqual(order, [0, 1]);
  for (const index of [2, 3, 4]) {
    limit.release();
    await asked[index];
  }
  assert.deepEqual(order, [0, 1, 2, 3, 4]);
});

test("who gives up waiting neither gets nor blocks a slot", async () => {
  const limit = new ProcessLimit(1);
  await limit.acquire(never);
  const cancel = new AbortController();
  const impatient = limit.acquire(cancel.signal);
  const patient = limit.acquire(never);
  cancel.abort();
  assert.equal(await impatient, false);
  limit.release();
  assert.equal(await patient, true);
});

test("an aborted signal gets no slot", async () => {
  const limit = new ProcessLimit(1);
  assert.equal(await limit.acquire(AbortSignal.abort()), false);
  assert.equal(await limit.acquire(never), true);
});

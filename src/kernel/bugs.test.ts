import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask } from "../agents/index.ts";
import type { ScriptJob, Target } from "../targets/index.ts";
import { withRun } from "./test-run.ts";

/** A place whose scripts end only when they are cancelled. */
function hangingPlace() {
  const cancelled: string[] = [];
  const target: Target = {
    name: "local",
    run: ({ args }: ScriptJob, signal) =>
      new Promise((resolve) => {
        const end = () => {
          cancelled.push(args.join());
          resolve({ ending: { kind: "cancelled" }, elapsedMs: 0 });
        };
        if (signal.aborted) end();
        else signal.addEventListener("abort", end, { once: true });
      }),
    close: async () => {},
  };
  return { target, cancelled };
}

const head = `script hang = \`true\`
channel news -> first, second
workflow first(a, b, c) { prompt "x" }
workflow second(a, b, c) { run hang("second") }
workflow asks() { prompt "x" }
`;

const rows = [
  [
    "in a branch",
    `workflow default() {
  run async asks()
  run async hang("branch")
  run hang("main")
}`,
    ["branch", "main"],
  ],
  [
    "in a branch of which nobody knows yet",
    `workflow inner() { run async asks() }
workflow default() {
  run async hang("branch")
  run async inner()
  const x = "a"
  if x == "a" {
    run hang("if")
  }
}`,
    ["branch", "if"],
  ],
  [
    "beside branches",
    `workflow inner() {
  run async hang("inner")
  run asks()
}
workflow default() {
  run async hang("outer")
  run inner()
}`,
    ["inner", "outer"],
  ],
  [
    "in one of two deliveries",
    `workflow default() {
  news <- "x"
}`,
    ["second"],
  ],
] as const;

const ask: Ask = async () => {
  throw new Error("a bug in a backend");
};

for (const [where, source, stopped] of rows)
  test(`a bug ${where} is thrown when everything that the run had started has ended`, async () => {
    const { target, cancelled } = hangingPlace();
    const options = { ask, targets: [target], env: { JAIPH_INBOX_PARALLEL: "true" } };
    const ran = withRun(head + source, options, () => assert.fail("the run ended"));
    await assert.rejects(ran, { message: "a bug in a backend" });
    assert.deepEqual(cancelled.sort(), stopped);
  });

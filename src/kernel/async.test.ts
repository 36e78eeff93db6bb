import assert from "node:assert/strict";
import { test } from "node:test";
import { assertRun, ends, logs, starts, testRuns, withRun } from "./test-run.ts";

testRuns([
  [
    "a branch runs up to its first wait before the next step of its parent",
    `workflow leaf(name) { log "leaf \${name}" }
workflow pair() {
  run async leaf("a")
  run async leaf("b")
}
workflow default() {
  run async pair()
  run async leaf("c")
  log "after"
}`,
    {
      story: [
        "+ workflow default",
        "  1 + workflow pair",
        "    1.1 + workflow leaf name=a",
        "      1.1 log leaf a",
        "    1.2 + workflow leaf name=b",
        "      1.2 log leaf b",
        "  2 + workflow leaf name=c",
        "    2 log leaf c",
        "  log after",
        "    1.1 - workflow leaf 0",
        "    1.2 - workflow leaf 0",
        "  2 - workflow leaf 0",
        "  1 - workflow pair 0",
        "- workflow default 0",
      ],
    },
  ],
  [
    "each list of steps counts its own branches and joins them at its end",
    `script slow = \`sleep 0.1\`
workflow leaf(name) {
  run slow()
  log "leaf \${name}"
}
workflow default(names) {
  for name in names {
    run async leaf(name)
  }
  if names != "" {
    run async leaf("if")
  }
  log "end"
}`,
    { args: ["a\nb"], logs: ["leaf a", "leaf b", "leaf if", "end"] },
  ],
  [
    "the first read of a handle waits for its value",
    `script slow = \`sleep "0.$1"; echo "value $1"\`
workflow default() {
  const a = run async slow("2")
  const b = run async slow("1")
  log "started"
  const copy = a
  if b == "value 1" {
    log "\${copy}, \${b}, \${a}"
  }
  for line in b {
    log line
  }
}`,
    { logs: ["started", "value 2, value 1, value 2", "value 1"] },
  ],
  [
    "a failed branch fails the step that reads its handle, and only that",
    `script broken = \`echo "out of luck" >&2; exit 4\`
workflow asks() {
  const h = run async broken()
  log "asked"
  log h
  log "not reached"
}
workflow default() {
  run asks() catch (e) log "[\${e}]"
}`,
    { logs: ["asked", "[asked\nout of luck\n]"] },
  ],
  [
    "one failed branch fails the body with its line",
    `script broken = \`echo "no $1" >&2; exit 4\`
workflow default() {
  run async broken("a")
  log "goes on"
}`,
    { status: 1, error: "no a\nrun async broken: no a", logs: ["goes on"] },
  ],
  [
    "several failed branches are listed in dispatch order",
    `script broken = \`sleep "0.$1"; echo "no $1" >&2; exit 4\`
script quiet = \`exit 5\`
workflow default() {
  run async broken("2")
  run async broken("1")
  run async quiet()
}`,
    {
      status: 1,
      error:
        "no 2\nno 1\n3 async steps failed:\nrun async broken: no 2\nrun async broken: no 1\nrun async quiet: failed with status 5",
    },
  ],
  [
    "after a return the branches are awaited, and a failed one fails the body",
    `script slow = \`sleep 0.1; exit "$1"\`
workflow early(status) {
  run async slow(status)
  return "early"
}
workflow default() {
  log "\${run early("0")}"
  run early("3") catch (e) log "[\${e}]"
}`,
    { logs: ["early", "[run async slow: failed with status 3]"] },
  ],
  [
    "after a failure the branches are awaited, and theirs are only logged",
    `script slow = \`sleep 0.1; echo "slow $1" >&2; exit 3\`
workflow default() {
  run async slow("a")
  fail "first"
}`,
    { status: 1, logs: ["run async slow: slow a"], error: "slow a\nrun async slow: slow a\nfirst" },
  ],
  [
    "a handler runs inside its branch; its return counts at the join in catch, not in recover",
    `script broken = \`exit 4\`
script once = \`test -e "$1" || { touch "$1"; exit 1; }\`
workflow catches() {
  run async broken() catch (e) { return "second" }
  run async broken() catch (e) { return "third" }
  log "goes on"
  return
}
workflow default_value() {
  run async broken() catch (e) { return "from the branch" }
  log "still going"
}
workflow repairs() {
  run async once("file") recover (e) log "repaired"
  run async broken() recover (e) { return "settled" }
  log "repairs"
}
workflow default() {
  log "[\${run catches()}]"
  log "[\${run default_value()}]"
  log "[\${run repairs()}]"
}`,
    {
      logs: [
        "goes on",
        "[]",
        "still going",
        "[from the branch]",
        "repairs",
        "repaired",
        "[repairs\nrepaired]",
      ],
    },
  ],
]);

test("the output of branches is merged into the body that joins them", () =>
  withRun(
    `script fine = \`sleep "0.$1"; echo "fine $1"; echo "quiet" >&2\`
script broken = \`echo "half"; echo "why" >&2; exit 4\`
workflow default() {
  run async fine("2")
  run async fine("1")
  const h = run async fine("0")
  run async broken()
  log "own \${h}"
}`,
    {},
    ({ read }) => {
      assert.equal(read("000001-main__default.out"), "own fine 0\nfine 2\nfine 1\nfine 0\nhalf\n");
      assert.equal(read("000001-main__default.err"), "why\nrun async broken: why");
    },
  ));

test("a thousand branches run side by side", () =>
  withRun(
    `workflow leaf(n) { log n }
workflow default(lines) {
${Array.from({ length: 1000 }, (_, n) => `  run async leaf("${n}")`).join("\n")}
}`,
    {},
    (ran) => {
      assertRun(ran, { logs: Array.from({ length: 1000 }, (_, n) => `${n}`) });
      assert.deepEqual(ends(ran.events).at(-2)?.async_indices, [1000]);
    },
  ));

test("branches have configs, frames and parents of their own", () =>
  withRun(
    `script model = \`echo "$1 $JAIPH_AGENT_MODEL"\`
workflow left() {
  config { agent.default_model = "l" }
  log "\${run model("left")}"
}
workflow right() { log "\${run model("right")}" }
workflow default() {
  config { agent.default_model = "d" }
  run async left()
  run async right()
}`,
    {},
    ({ events }) => {
      assert.deepEqual(logs(events).sort(), ["left l", "right d"]);
      const root = starts(events)[0]?.id;
      for (const { kind, parent_id, depth } of starts(events))
        if (kind === "workflow" && depth > 0) assert.deepEqual([parent_id, depth], [root, 1]);
    },
  ));

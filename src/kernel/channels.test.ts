import assert from "node:assert/strict";
import { test } from "node:test";
import { logs, testRuns, withRun } from "./test-run.ts";

testRuns([
  [
    "messages are delivered after the steps and branches, in order, each to its targets in order",
    `channel news -> first, second
script slow = \`sleep 0.1\`
workflow first(message, chan, origin) { log "first \${message} \${chan} \${origin}" }
workflow second(message, chan, origin) { log "second \${message}" }
workflow sender(text) {
  run slow()
  news <- "\${text}!"
}
workflow default() {
  run async sender("late")
  news <- "soon"
  log "steps done"
  return "kept"
}`,
    {
      logs: [
        "steps done",
        "first soon news default",
        "second soon",
        "first late! news sender",
        "second late!",
      ],
      returns: "kept",
    },
  ],
  [
    "a delivery is a step of the entry workflow that says where it came from",
    `channel news -> hear
workflow hear(message, chan, origin) {
  log message
}
workflow default() {
  news <- "hello"
}`,
    {
      story: [
        "+ workflow default",
        "  + workflow hear message=hello chan=news origin=default",
        "    log hello",
        "  - workflow hear 0",
        "- workflow default 0",
      ],
    },
  ],
  [
    "messages sent during the delivery join the line, without a limit of depth",
    `channel count -> step
workflow step(n, chan, origin) {
  if n != "${"x".repeat(300)}" {
    count <- "\${n}x"
  } else {
    log "arrived"
  }
}
workflow default() {
  count <- ""
}`,
    { logs: ["arrived"] },
  ],
  [
    "the first failing target stops the delivery and fails the run",
    `channel news -> refuse, second
workflow refuse(message, chan, origin) { fail "refused \${message}" }
workflow second(message, chan, origin) { log "not reached" }
workflow default() {
  news <- "one"
  news <- "two"
}`,
    { status: 1, error: "refused one", logs: [] },
  ],
  [
    "nothing is delivered when the steps have failed",
    `channel news -> hear
workflow hear(message, chan, origin) { log "not reached" }
workflow default() {
  news <- "one"
  fail "no"
}`,
    { status: 1, error: "no", logs: [] },
  ],
  [
    "every form of a payload arrives as its value",
    `channel news -> hear
script say = \`echo "  said  "\`
workflow hear(message, chan, origin) { log "[\${message}]" }
workflow default(x) {
  news <- x
  news <- \${x}
  news <- $x
  news <- run say()
  news <- """
    two
      lines
  """
}`,
    { args: ['v "q"'], logs: ['[v "q"]', '[v "q"]', '[v "q"]', "[said]", "[two\n  lines]"] },
  ],
  [
    "with run.inbox_parallel the targets of one message run together, and all are awaited",
    `config { run.inbox_parallel = true }
channel news -> left, right
script meet = \`touch "$1"; for i in $(seq 200); do test -e "$2" && exit 0; sleep 0.02; done; exit 1\`
workflow left(message, chan, origin) {
  run meet("l\${message}", "r\${message}")
  fail "left fails"
}
workflow right(message, chan, origin) {
  run meet("r\${message}", "l\${message}")
  log "right is done"
}
workflow default() {
  news <- "1"
  news <- "2"
}`,
    { status: 1, error: "left fails", logs: ["right is done"] },
  ],
  [
    "a channel of another file goes to the receivers its own file declares",
    `import "./lib" as lib
channel unheard
workflow default() {
  lib.found <- "a key"
  unheard <- "nobody"
  run lib.search()
}`,
    {
      files: {
        "lib.jh": `channel found -> show
workflow show(message, chan, origin) { log "\${origin} \${chan}: \${message}" }
workflow search() { found <- "a door" }`,
      },
      logs: ["default lib.found: a key", "search found: a door"],
    },
  ],
]);

test("a message has a file and an event before it is delivered, with a preview that is cut at a character", () =>
  withRun(
    `channel news
workflow default(long) {
  news <- "short"
  news <- long
}`,
    { args: [`${"x".repeat(4094)}€€`] },
    ({ events, read, files }) => {
      assert.deepEqual(files.slice(0, 2), ["inbox/001-news.txt", "inbox/002-news.txt"]);
      assert.equal(read("inbox/002-news.txt"), `${"x".repeat(4094)}€€`);
      const sent = events.filter((event) => event.type === "INBOX_ENQUEUE");
      assert.deepEqual(
        sent.map(({ inbox_seq, sender, payload_preview, payload_ref }) => [
          inbox_seq,
          sender,
          payload_preview,
          payload_ref,
        ]),
        [
          ["001", "default", "short", null],
          ["002", "default", `${"x".repeat(4094)}...`, "inbox/002-news.txt"],
        ],
      );
    },
  ));

test("a delivery is framed by its events", () =>
  withRun(
    `channel news -> hear
workflow hear(message, chan, origin) { log message }
workflow sender() { news <- "m" }
workflow default() { run sender() }`,
    {},
    ({ events }) => {
      assert.deepEqual(logs(events), ["m"]);
      const types = events.map(({ type }) => type);
      assert.deepEqual(types.slice(types.indexOf("INBOX_ENQUEUE")), [
        "INBOX_ENQUEUE",
        "STEP_END",
        "INBOX_DISPATCH_START",
        "STEP_START",
        "LOG",
        "STEP_END",
        "INBOX_DISPATCH_COMPLETE",
        "STEP_END",
        "WORKFLOW_END",
      ]);
      const start = events.findLast((event) => event.type === "STEP_START");
      assert.deepEqual([start?.dispatched, start?.channel, start?.sender], [true, "news", "sender"]);
    },
  ));

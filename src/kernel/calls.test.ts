import assert from "node:assert/strict";
import { test } from "node:test";
import { ends, starts, testRuns, withRun } from "./test-run.ts";

testRuns([
  [
    "a script gets its arguments one by one, whatever is in them",
    `script show = \`printf '<%s>' "$@"\`
workflow default(x) {
  log "\${run show()}"
  const r = run show("a b", "", x, \${x}, 12, --flag, 'single "q"', "\${x}-\${x}")
  log r
}`,
    {
      args: ["$(id) `w` ; * \n\\"],
      logs: [
        "<>",
        `<a b><>${"<$(id) `w` ; * \n\\>".repeat(2)}<12><--flag><single "q"><$(id) \`w\` ; * \n\\-$(id) \`w\` ; * \n\\>`,
      ],
    },
  ],
  [
    "nested calls are made before the outer one, from left to right",
    `script a = \`echo "a$1"\`
workflow b(x) { return "b\${x}" }
rule c(x) { return "c\${x}" }
workflow join(x, y, z) {
  return "\${x}\${y}\${z}"
}
workflow default() {
  const r = run join(run a("1"), ensure c("2"), run b(run \`echo "3$1"\`("4")))
  return r
}`,
    { returns: "a1c2b34" },
  ],
  [
    "bindings are lexical: a callee sees its own parameters only, and surplus arguments go nowhere",
    `workflow inner(a) {
  log "[\${a}] [\${b}]"
  const b = "inner"
}
workflow default(a, b) {
  run inner("given")
  log "\${a} \${b}"
}`,
    { args: ["A"], logs: ["[given] []", "A "] },
  ],
  [
    "the value of a script is its trimmed output, and the value of a body without return what it logged",
    `script spaced = \`printf '\\n  x y \\n\\n'\`
rule checked() {
  log "fine"
  logerr "not this"
}
workflow default() {
  const a = run spaced()
  const b = ensure checked()
  log "[\${a}][\${b}]"
}`,
    { logs: ["fine", "not this", "[x y][fine]"] },
  ],
  [
    "an imported module runs its own scripts, constants and names",
    `import "./lib" as lib
script tool = \`echo main\`
const K = "main"
workflow default() {
  log "\${run lib.tool()} \${run lib.work()} \${run tool()} \${K}"
}`,
    {
      files: {
        "lib.jh": `script tool = \`echo lib\`
const K = "lib"
workflow work() { return "\${run tool()} \${K}" }`,
      },
      logs: ["lib lib lib main main"],
      story: [
        "+ workflow default",
        "  + script lib.tool",
        "  - script lib.tool 0",
        "  + workflow work",
        "    + script tool",
        "    - script tool 0",
        "  - workflow work 0",
        "  + script tool",
        "  - script tool 0",
        "  log lib lib lib main main",
        "- workflow default 0",
      ],
    },
  ],
  [
    "an imported script and scripts in other languages run",
    `import script "./tool.sh" as tool
script py = \`\`\`python3
import sys
print("py", *sys.argv[1:])
\`\`\`
workflow default() {
  log run \`echo "inline $1"\`("x")
  log "\${run tool("y")} \${run py("z")}"
}`,
    { files: { "tool.sh": '#!/bin/sh\necho "sh $1"' }, logs: ["inline x", "sh y py z"] },
  ],
  [
    "a script runs in the workspace without input, and sees the environment but no bindings",
    `const K = "const"
script look = \`cat; echo "$PWD \${K-none} \${x-none} $OWN $JAIPH_RUN_ID \${JAIPH_RUN_DIR##*/.jaiph/} \${JAIPH_AGENT_BACKEND-unset}" | sed "s#$JAIPH_WORKSPACE#ws#;s#/[0-9-]*/[0-9-]*-main.jh#/X#"\`
workflow default(x) {
  log run \`cat\`()
  log "\${run look()}"
}`,
    {
      args: ["bound"],
      env: { OWN: "mine" },
      logs: ["", "ws none none mine 00000000-0000-4000-8000-000000000000 runs/X unset"],
    },
  ],
  [
    "params have names when their number fits, else numbers",
    `workflow two(a, b) { log "\${a}\${b}" }
workflow default(a, b) {
  run two("1", "2")
  run \`true\`("3", "4")
}`,
    {
      args: ["x", "y", "z"],
      story: [
        "+ workflow default arg1=x arg2=y arg3=z",
        "  + workflow two a=1 b=2",
        "    log 12",
        "  - workflow two 0",
        "  + script __inline_b5bea41b6c62 arg1=3 arg2=4",
        "  - script __inline_b5bea41b6c62 0",
        "- workflow default 0",
      ],
    },
  ],
]);

const recursion = `workflow down(n) {
  run down("\${n}+")
}
workflow default() {
  run down("1") catch (e) log "\${e}"
}`;

testRuns([
  [
    "recursion ends at 256 frames, with a failure like any other",
    recursion,
    { logs: ["Maximum recursion depth (256) exceeded at workflow down"] },
  ],
  [
    "the limit of recursion can be set, and a script counts",
    `script leaf = \`true\`
workflow down(n) {
  run leaf()
}
workflow default() {
  run down("1")
}`,
    {
      env: { JAIPH_RECURSION_DEPTH_LIMIT: "1" },
      status: 1,
      error: "Maximum recursion depth (1) exceeded at script leaf",
    },
  ],
  [
    "a capture beyond the limit fails its step; the same output without a capture does not matter",
    `script large = \`head -c 2000 /dev/zero | tr '\\0' x\`
workflow take() {
  const text = run large()
}
workflow default() {
  run large()
  run take() catch (e) log "\${e}"
}`,
    {
      env: { JAIPH_CAPTURE_LIMIT: "1999" },
      logs: [
        "the output of script large has 2000 bytes: more than the 1999 that a capture may hold (JAIPH_CAPTURE_LIMIT)",
      ],
    },
  ],
]);

test("a recursion of thousands of frames needs no more stack than one", () =>
  withRun(recursion, { env: { JAIPH_RECURSION_DEPTH_LIMIT: "2000" } }, ({ outcome, events }) => {
    assert.equal(outcome.status, 0);
    assert.equal(starts(events).length, 2001);
    assert.equal(Math.max(...ends(events).map(({ depth }) => depth)), 2000);
  }));

test("a missing entry workflow fails the run", () =>
  withRun("workflow other() {\n}\n", {}, ({ outcome, events }) => {
    assert.deepEqual(outcome, {
      status: 1,
      failure: { status: 1, message: "jaiph run requires workflow 'default' in the input file" },
    });
    assert.deepEqual(
      events.map(({ type }) => type),
      ["WORKFLOW_START", "WORKFLOW_END"],
    );
  }));

import { testRuns } from "./test-run.ts";

testRuns([
  [
    "a value is text with its variables, in one pass",
    `const NAME = "Ann"
workflow default(first) {
  const again = "\${first} and \${NAME}"
  log again
  log "\${again}!"
  log \${again}
}`,
    { args: [`\${NAME}`], logs: [`\${NAME} and Ann`, `\${NAME} and Ann!`, `\${NAME} and Ann`] },
  ],
  [
    "escapes are decoded, and a log keeps those it does not know",
    `workflow default() {
  log "a\\tb \\"q\\" \\\\ \\\${x}"
  const copy = "\\$"
  log copy
}`,
    { logs: [`a\\tb "q" \\ \${x}`, "$"] },
  ],
  [
    "a constant of the module sees the earlier ones and the environment; a parameter hides it",
    `const A = "a"
const B = "\${A}\${GIVEN}\${LATER}"
const LATER = "later"
workflow other(A) {
  log "\${A}\${B}"
}
workflow default() {
  log B
  run other("mine")
}`,
    { env: { GIVEN: "+" }, logs: ["a+", "minea+"] },
  ],
  [
    "JAIPH_ variables are read from the effective environment",
    `config {
  agent.backend = "claude"
}
workflow default() {
  log "\${JAIPH_AGENT_BACKEND} \${JAIPH_SOURCE_FILE}"
}`,
    { logs: ["claude main.jh"] },
  ],
  [
    "a name is empty before its binding and in a branch that was not taken",
    `workflow default(x) {
  log "[\${later}]"
  if x == "yes" {
    const only = "here"
  }
  log "[\${only}]"
  const later = "now"
  log "[\${later}]"
}`,
    { args: ["no"], logs: ["[]", "[]", "[now]"] },
  ],
  [
    "if, for and match bind into the scope of their body; the last binding wins",
    `workflow default(lines) {
  for line in lines {
    const last = "\${line}!"
  }
  log "\${line} \${last}"
  if last == "b!" {
    const inner = "bound"
  }
  log inner
}`,
    { args: ["a\nb\n"], logs: ["b b!", "bound"] },
  ],
  [
    "inline captures run from left to right and are inserted as they are",
    `script say = \`echo "  $1 "\`
workflow twice(x) {
  return "\${x}\${x}"
}
rule fine(x) {
  return "fine \${x}"
}
workflow default(word) {
  log "\${run say(word)}|\${run twice(lit)}|\${ensure fine(word)}"
}`,
    {
      args: [`\${word}`],
      logs: [`\${word}|litlit|fine \${word}`],
      story: [
        `+ workflow default word=\${word}`,
        `  + script say arg1=\${word}`,
        "  - script say 0",
        "  + workflow twice x=lit",
        "  - workflow twice 0",
        `  + rule fine x=\${word}`,
        "  - rule fine 0",
        `  log \${word}|litlit|fine \${word}`,
        "- workflow default 0",
      ],
    },
  ],
  [
    "a failing inline capture fails its step",
    `script broken = \`echo "some"; echo "why" >&2; exit 9\`
workflow default() {
  log "before \${run broken()} after"
}`,
    { status: 9, error: "why", logs: [] },
  ],
  [
    "return: nothing, a value with its blanks, a call, a match",
    `script pad = \`echo "  padded  "\`
workflow nothing() { return }
workflow blanks() { return "  two  " }
workflow called() { return run pad() }
workflow matched(x) {
  return match x {
    "a" => "is a"
    _ => run called()
  }
}
workflow logs_only() {
  log "one"
  log "two"
}
workflow default() {
  log "[\${run nothing()}][\${run blanks()}][\${run called()}]"
  log "[\${run matched("a")}][\${run matched("b")}][\${run logs_only()}]"
  return "  kept  "
}`,
    {
      logs: ["[][  two  ][padded]", "one", "two", "[is a][padded][one\ntwo]"],
      returns: "  kept  ",
    },
  ],
  [
    "const: bare text, a bare name in scope, a copy of a match",
    `workflow default(x) {
  const n = 42
  const copy = x
  const word = nothing_of_that_name
  const chosen = match x {
    /^v(al)?/ | "other" => \${x}
    _ => "none"
  }
  log "\${n} \${copy} \${word} \${chosen}"
}`,
    { args: ["value"], logs: ["42 value nothing_of_that_name value"] },
  ],
]);

import { testRuns } from "./test-run.ts";

testRuns([
  [
    "match tries its arms from top to bottom: equal, found, or always",
    `workflow pick(x) {
  return match x {
    "exact" => "equal"
    "one" | "two" | /^th/ => "alternative"
    /a.c/ => x
    "name" => word
    _ => 7
  }
}
workflow default() {
  log "\${run pick("exact")} \${run pick("two")} \${run pick("three")} \${run pick("xabcx")} \${run pick("name")} \${run pick("")}"
}`,
    { logs: ["equal alternative alternative xabcx word 7"] },
  ],
  [
    "fail in an arm ends the body, a call in an arm fails with its call",
    `script five = \`exit 5\`
workflow calls() {
  const x = "a"
  match x {
    "a" => run five()
    _ => "fine"
  }
  log "not reached"
}
workflow default() {
  run calls() catch (e) log "caught"
  const x = "b"
  match x {
    "b" => fail "no \${x}"
    _ => "fine"
  }
  log "not reached"
}`,
    { status: 1, error: "no b", logs: ["caught"] },
  ],
  [
    "if compares text and searches patterns; the first branch that holds is taken",
    `workflow test(x) {
  if x == "" {
    return "empty"
  } else if x != "ab" {
    if x !~ /^z/ {
      return "other"
    } else {
      return "z"
    }
  } else if x =~ /b$/ {
    return "ends in b"
  }
  return "none"
}
workflow default() {
  log "\${run test("")} \${run test("q")} \${run test("zz")} \${run test("ab")}"
}`,
    { logs: ["empty other z ends in b"] },
  ],
  [
    "for goes through lines: CRLF counts, inner empty lines too, one empty end does not, nothing is no line",
    `workflow default(lines, none) {
  for line in lines {
    log "[\${line}]"
  }
  for line in none {
    log "never"
  }
  log "last [\${line}]"
}`,
    { args: ["a\r\n\nb\n", ""], logs: ["[a]", "[]", "[b]", "last [b]"] },
  ],
  [
    "a return inside for ends the workflow",
    `workflow first(lines) {
  for line in lines {
    if line =~ /x/ {
      return line
    }
  }
  return "no x"
}
workflow default() {
  const lines = """
    a
    xb
    xc
  """
  log "\${run first(lines)} \${run first("q")}"
}`,
    { logs: ["xb no x"] },
  ],
]);

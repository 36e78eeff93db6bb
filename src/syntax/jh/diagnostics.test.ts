import assert from "node:assert/strict";
import { test } from "node:test";
import { diagnostics, fileId, SourceFile } from "../../source/index.ts";
import { parseJaiph } from "./index.ts";

/** A source and what is reported of it, each as `line:column id`. */
type Row = readonly [source: string, ...expected: string[]];

const shown = new Set<string>();

function diagnose(text: string, file = "/a.jh"): string[] {
  const source = new SourceFile(fileId(file), text);
  return parseJaiph(source).diagnostics.map(({ id, span }) => {
    const { line, col } = source.position(span.start);
    shown.add(id);
    return `${line}:${col} ${id}`;
  });
}

function rows(
  name: string,
  list: readonly Row[],
  wrap: (source: string) => string = (source) => source,
): void {
  test(name, () => {
    const actual = list.map(([source]) => [source, ...diagnose(wrap(source))]);
    assert.deepEqual(actual, list);
  });
}

const inWorkflow = (step: string) => `workflow w(a) {\n  ${step}\n  log "after"\n}\n`;
const inRule = (step: string) => `rule r(a) {\n  ${step}\n}\n`;

rows("top-level lines", [
  ["echo hi", "1:1 unsupported-top-level"],
  ["  echo hi", "1:1 unsupported-top-level"],
  [
    "a\nb\nworkflow w() {\n}\nc",
    "1:1 unsupported-top-level",
    "2:1 unsupported-top-level",
    "5:1 unsupported-top-level",
  ],
  ["}", "1:1 unsupported-top-level"],
  ["my rule x", "1:1 invalid-declaration"],
  ["local X = 1", "1:1 unknown-top-level-keyword"],
  ["export const X = 1", "1:1 unsupported-top-level"],
  ['test "x" {\n}', "1:1 unsupported-top-level"],
  ["workflow w() {\n}\n  }\n\nrule r() {\n}", "3:1 unsupported-top-level"],
]);

rows("headers", [
  ["rule 2x() {\n}", "1:1 invalid-declaration"],
  ["workflow a b() {\n}", "1:1 invalid-declaration"],
  ["script 1x = `a`", "1:1 invalid-declaration"],
  ["rule r {\n  log 'x'\n}", "1:1 declaration-without-parentheses", "2:3 single-quotes"],
  ["workflow w {\n}", "1:1 declaration-without-parentheses"],
  ["workflow w", "1:1 declaration-without-parentheses"],
  ["rule r()", "1:1 declaration-without-braces"],
  ["rule r()\n  fail\n}", "1:1 declaration-without-braces", "2:3 fail-form"],
  ["workflow w()\n{\n  log 'x'\n}", "1:1 declaration-without-braces", "3:3 single-quotes"],
  ['workflow w() { log "x"\n}', "1:1 newline-after-brace"],
  ['workflow w() { # why\n  log "x"\n}', "1:1 newline-after-brace"],
  ['workflow w() {\n  log "x" }', "2:1 closing-brace-alone"],
  ['workflow w() {\n  log "x"\n} # end', "3:1 closing-brace-alone"],
  ['workflow w() {\n  log "x"\n', "1:1 unterminated-definition"],
  ['rule r() {\n  log "x"\n', "1:1 unterminated-definition"],
  ['workflow w() {\n  if a == "" {\n    log "x"\n', "2:1 unterminated-block"],
  [
    'workflow w() {\n  if a == "" {\n    log "x"\n}\nworkflow v() {\n  fail\n}',
    "1:1 unterminated-definition",
    "6:3 fail-form",
  ],
  ["workflow w(a,,b) {\n}", "1:1 empty-parameter"],
  ["workflow w(a,) {\n}", "1:1 empty-parameter"],
  ["workflow w(2a) {\n}", "1:1 invalid-parameter"],
  ["workflow w(a b) {\n}", "1:1 invalid-parameter"],
  ["workflow w(run) {\n}", "1:1 reserved-parameter"],
  ["workflow w(a, a) {\n}", "1:1 duplicate-parameter"],
]);

rows("scripts", [
  ["script s(a) = `x`", "1:1 script-parentheses"],
  ["script s {\n  echo\n}", "1:1 script-braces"],
  ["script s", "1:1 script-equals"],
  ["script s `x`", "1:1 script-equals"],
  ["script:python3 s = `x`", "1:1 script-language"],
  ["export script:python3 s = `x`", "1:1 script-language"],
  ['script s = "x"', "1:1 script-string"],
  ["script s = x", "1:1 script-word"],
  ["script s =", "1:1 script-body"],
  ["script s = 'x'", "1:1 script-body"],
  ["script s = `x` y", "1:1 script-trailing"],
  ["script s = `x", "1:1 backtick-unterminated"],
  ["script s = `${name}`", "1:1 script-interpolation"],
  ["script s = `${1} ${v:-d} ${#v} $(x)`"],
  ['script s = ```\nx\n``` returns "a"', "1:1 script-returns"],
  ["script s = ```\nx\n``` y", "3:1 fence-close"],
  ["script s = ```a b\nx\n```", "1:1 fence-open"],
  ["script s = ```echo```", "1:1 fence-open"],
  ["script s = ```\nx\n", "1:1 fence-unterminated"],
  ["script s = ```py\n#!/bin/sh\n```", "1:1 fence-shebang"],
  ["script s = ```\nx\n}\nworkflow w() {\n  fail\n}", "1:1 fence-unterminated", "5:3 fail-form"],
]);

rows("imports, channels and constants", [
  ['import "a"', "1:1 import-form"],
  ["import", "1:1 import-form"],
  ['import "a" as 1', "1:1 import-form"],
  ['import "a" as b c', "1:1 import-form"],
  ["import 'a' as b", "1:1 single-quotes"],
  ["import ./a.jh as b"],
  ['import script "a"', "1:1 script-import-form"],
  ["import script 'a' as b", "1:1 single-quotes"],
  ["channel", "1:1 channel-form"],
  ["channel a b", "1:1 channel-form"],
  ["channel 1", "1:1 channel-form"],
  ["channel a ->", "1:1 channel-without-target"],
  ["channel a -> b.c.d", "1:1 channel-target"],
  ["channel a -> b,", "1:1 channel-target"],
  ['const A = "x', "1:1 multiline-string"],
  ['const A = "x" # y', "1:1 quote-trailing"],
  ["const A = 'x'", "1:1 single-quotes"],
  ["const A =", "1:1 const-item-form"],
  ["const A", "1:1 const-item-form"],
  ['const A = """x\n"""', "1:1 triple-content"],
  ['const A = """\nx\n""" y', "3:1 triple-trailing"],
  ['const A = """\nx\n', "1:1 triple-unterminated"],
  ["const A = foo { ; } $(x) ${y:-z} it's"],
  ["const A = `a"],
  ["rule a() {\n}\nworkflow a() {\n}", "3:1 duplicate-name"],
  ["workflow a() {\n}\n  rule a() {\n}", "1:1 duplicate-name"],
  ["rule a() {\n}\nchannel a", "1:1 duplicate-name"],
  ["channel a\n channel a", "2:10 duplicate-name"],
  ['import script "x" as s\n import script "y" as s', "2:2 duplicate-name"],
  ["const a = 1\nscript a = `x`", "1:1 const-collision"],
  ["const a = 1\nconst a = 2", "2:1 const-collision"],
  ['import "x" as a\nworkflow a() {\n}'],
]);

rows("config", [
  ['config {\n  agent.colour = "x"\n  run.speed = 1\n}', "2:3 config-key", "3:3 config-key"],
  ["config {\n  agent.command = true\n}", "2:3 config-type"],
  ['config {\n  run.debug = "true"\n}', "2:3 config-type"],
  ['config {\n  run.recover_limit = "1"\n}', "2:3 config-type"],
  ['config {\n  runtime.workspace = "a"\n}', "2:3 config-type"],
  ['config {\n  agent.backend = "gpt"\n}', "2:3 config-backend"],
  ["config {\n  agent.command = -x\n}", "2:3 config-value"],
  ["config {\n  agent.command =\n}", "2:3 config-value"],
  ["config {\n  agent.command = small\n}", "2:3 config-value"],
  ["workflow w() {\n  config {\n    agent.command = small\n  }\n}", "3:5 config-value"],
  ["config {\n  agent.command\n}", "2:3 config-line"],
  ['config {\n  "x" = 1\n  run.debug = true\n}', "2:3 config-line"],
  ["config {\n  agent.command = 'x'\n}", "2:3 single-quotes"],
  ['config {\n  agent.command = "x\n}', "2:3 multiline-string"],
  [
    'config {\n  runtime.workspace = [\n    "a",\n    b\n  ]\n  run.debug = 1\n}',
    "4:5 config-array-element",
    "6:3 config-type",
  ],
  ['config {\n  runtime.workspace = [\n    "a", # why\n    "b" # not\n  ]\n}'],
  ["config {\n  runtime.workspace = []\n}"],
  ['config {\n  runtime.workspace = [\n    "a"\n}', "2:1 config-array-unterminated"],
  ['config {\n  runtime.workspace = ["a"]\n}', "2:3 config-array-one-line"],
  ["config {\n  run.debug = true\n", "1:1 config-unterminated"],
  ["config {\n  run.debug = true\n} x", "3:1 config-trailing"],
  ["config { run.debug = true\n}", "1:1 config-opening"],
  ["config", "1:1 config-opening"],
  ["config { run.debug = true; run.inbox_parallel = false }"],
  ["config {\n}\n\nconfig {\n}", "4:1 duplicate-config"],
  ["const M = x\nconfig {\n  agent.default_model = M\n  agent.command = ${M}\n}"],
]);

rows(
  "config of a workflow",
  [
    ["config {\n    run.debug = true\n  }\n  config {\n  }", "5:1 duplicate-workflow-config"],
    ['log "x"\n  config {\n  }', "3:1 workflow-config-late"],
    ['log "x"; config { run.debug = true }', "2:12 workflow-config-not-first"],
    ['config {\n    runtime.docker_image = "x"\n  }', "2:1 workflow-config-runtime"],
    ['config { run.debug = true }; log "x"'],
  ],
  inWorkflow,
);

rows(
  "calls",
  [
    ["run s", "2:1 call-target"],
    ["run", "2:1 call-target"],
    ["run a.b.c()", "2:1 call-target"],
    ["ensure r", "2:1 call-target"],
    ["run async s", "2:1 call-target"],
    ["const x = run s", "2:13 call-target"],
    ["const x = ensure r", "2:13 call-target"],
    ["x = run s", "2:7 call-target"],
    ["run s() > f", "2:1 call-trailing"],
    ["run s() | g", "2:1 call-trailing"],
    ["run s() # c", "2:1 call-trailing"],
    ["ensure r() > f", "2:1 call-trailing"],
    ["ensure r() recover (e) {\n    log e\n  }", "2:1 call-trailing"],
    ["run async s() &", "2:1 call-trailing"],
    [
      "run s() catch (e) {\n    log e\n  } recover (e) {\n    log 'x'\n  }",
      "2:1 call-trailing",
      "5:5 single-quotes",
    ],
    ["const x = run s() > f", "2:1 call-trailing"],
    ["const x = run s() catch (e) {\n    log e\n  }", "2:1 call-trailing"],
    ["const x = ensure r() catch (e) log e", "2:13 const-ensure-trailing"],
    ["c <- run s() > f", "2:1 call-trailing"],
    ["return run s() > f", "2:1 call-trailing"],
    ['run s("a', "2:3 multiline-string"],
    ['run s("a"', "2:1 call-unterminated"],
    ['run s(\n    "a",\n    b', "2:1 call-unterminated"],
    ["run async `x`()", "2:3 async-inline-script"],
    ['run script("x")', "2:1 inline-script-changed"],
    ['const x = run script("x")', "2:13 inline-script-changed"],
    ["run `x`", "2:3 inline-script-arguments"],
    ["const x = run `x`", "2:13 inline-script-arguments"],
    ["run `x`() y", "2:3 inline-script-trailing"],
    ["const x = run `x`() y", "2:13 inline-script-trailing"],
    ["run ```\n  x\n  ```", "4:3 inline-script-arguments"],
    ["run ```\n  x\n  ```() y", "4:3 inline-script-trailing"],
    ["run ```a b\n  x\n  ```()", "2:3 fence-open"],
    ["run `x", "2:3 backtick-unterminated"],
    ["const x = run `x", "2:13 backtick-unterminated"],
    ["run ```py\n#!x\n  ```()", "2:3 fence-shebang"],
    ["run `${x}`()", "2:3 script-interpolation"],
  ],
  inWorkflow,
);

rows(
  "modifiers",
  [
    ['run s() on "h" with { cpus = 1; memory = "2G" } timeout 5 retry 2 catch (e) log e'],
    ["run s() on h\n  run s() on ${h} with {\n    cpus = 1\n    time = t\n  }"],
    ["const x = run s() on h timeout 5"],
    ["run s() timeout 5 on h", "2:3 modifier-order"],
    ["run s() on h on h", "2:3 modifier-order"],
    ["run s() on", "2:3 modifier-value"],
    ["run s() timeout x", "2:3 modifier-value"],
    ["run s() timeout 0", "2:3 modifier-value"],
    ["run s() retry", "2:3 modifier-value"],
    ["run s() with {\n    cpus\n  }", "3:1 resource-form"],
    ["run s() with x", "2:1 resource-form"],
  ],
  inWorkflow,
);

rows(
  "bindings",
  [
    ["const x =", "2:12 const-empty"],
    ["const x", "2:3 const-form"],
    ["const 1x = 2", "2:3 const-form"],
    ["const x = $(date)", "2:13 const-command-substitution"],
    ['const x = "$(date)"', "2:13 const-command-substitution"],
    ["const x = ${a%%b}", "2:13 const-expansion"],
    ['const x = "${a//b}"', "2:13 const-expansion"],
    ["const x = ${#a}", "2:13 const-expansion"],
    ["const x = ${a:-b}", "2:13 const-fallback"],
    ['const x = "${a:?b}"', "2:13 const-fallback"],
    ['const x = "${1}"', "2:3 numeric-interpolation"],
    ['const x = "$a"'],
    ["const x = build(tag)", "2:13 const-call"],
    ["const x = lib.build(tag)", "2:13 const-call"],
    ['const x = "a', "2:13 multiline-string"],
    ['const x = """a\n  """', "2:1 triple-content"],
    ['const x = """\n  a\n  """ b', "4:1 triple-trailing"],
    ["x = 5", "2:3 assignment-without-const"],
    ["x = c <- y"],
    ["const x = (a; b); log 'y'", "2:21 single-quotes"],
    ["const x = :(; log 'y'", "2:17 single-quotes"],
  ],
  inWorkflow,
);

rows(
  "messages",
  [
    ["log", "2:3 log-form"],
    ["log x y", "2:3 log-form"],
    ["log run", "2:3 log-form"],
    ["log run s()", "2:3 log-form"],
    ["log `x`()", "2:3 log-form"],
    ["log $x", "2:3 log-form"],
    ["logerr", "2:3 log-form"],
    ["logwarn 5", "2:3 log-form"],
    ['log "x" # y', "2:3 log-trailing"],
    ['log "x', "2:3 multiline-string"],
    ["log 'x'", "2:3 single-quotes"],
    ['log """x\n  """', "2:1 triple-content"],
    ['log """hi"""', "2:1 triple-content"],
    ['log """\n  x\n  """ y', "4:1 triple-trailing"],
    ["fail", "2:3 fail-form"],
    ["fail x", "2:3 fail-form"],
    ["fail 'x'", "2:3 single-quotes"],
    ['fail "x', "2:3 multiline-string"],
    ['fail "x" ignored'],
    ["return 'x'", "2:3 single-quotes"],
    ['return "x', "2:3 multiline-string"],
    ['return "x" ignored'],
    ["wait", "2:3 wait-removed"],
    ["a -> b", "2:1 route-in-body"],
    ['run s() catch (e) log "x', "2:21 unterminated-literal"],
    ['run s() catch (e) { fail "x\n  }', "2:1 newline-after-brace", "2:23 unterminated-literal"],
  ],
  inWorkflow,
);

rows(
  "string content",
  [
    ['log "$a"', "2:3 bare-interpolation"],
    ['log "$1"', "2:3 bare-interpolation"],
    ['logerr "${1}"', "2:3 numeric-interpolation"],
    ['fail "${a:-b}"', "2:3 shell-fallback"],
    ['return "$(x)"', "2:3 command-substitution"],
    ['c <- "$a"', "2:3 bare-interpolation"],
    ['prompt "$a"', "2:3 bare-interpolation"],
    ['log "\\$(x) \\$a $ $$ ${ x } ${#n}"'],
    ['log "${run f}"', "2:3 invalid-inline-reference"],
    ['log "${ensure f}"', "2:3 invalid-inline-reference"],
    ['log "${run a(${run b()})}"', "2:3 nested-inline-capture"],
    ['log "${run f("a", b)} ${ensure l.r()}"'],
    ['run s("$a $(x)")'],
  ],
  inWorkflow,
);

rows(
  "prompts",
  [
    ['prompt "x', "2:3 prompt-unterminated"],
    ["prompt ```\n  x\n  ```", "2:3 prompt-fence"],
    ["prompt", "2:3 prompt-body"],
    ["prompt 5", "2:3 prompt-body"],
    ["prompt 'x'", "2:3 single-quotes"],
    ['prompt "x" y', "2:1 prompt-trailing"],
    ["prompt x y", "2:1 prompt-trailing"],
    ['prompt """\n  x\n  """ y', "4:1 triple-trailing"],
    ['prompt "x" returns "a: string"', "2:3 returns-without-capture"],
    ['const x = prompt "x" returns "a', "2:1 returns-unterminated"],
    ["const x = prompt \"x\" returns 'a'", "2:1 single-quotes"],
    ['const x = prompt "x" returns ""', "2:3 schema-empty"],
    ['const x = prompt "x" returns "a: string[]"', "2:3 schema-nested"],
    ['const x = prompt "x" returns "a: string,"', "2:3 schema-entry"],
    ['const x = prompt "x" returns "a"', "2:3 schema-entry"],
    ['const x = prompt "x" returns "a: int"', "2:3 schema-type"],
    ['const x = prompt "x" returns "{ a: String,\n  b: NUMBER }"'],
    ['const x = prompt """\n  x\n  """\n  returns "{}"'],
    ['const x = prompt y \\\n  returns "a: boolean"'],
  ],
  inWorkflow,
);

rows(
  "rules",
  [
    ['prompt "x"', "2:3 prompt-in-rule"],
    ['const x = prompt "x"', "2:13 prompt-in-rule"],
    ['c <- "x"', "2:1 send-in-rule"],
  ],
  inRule,
);

rows(
  "sends",
  [
    ["c <-", "2:5 send-empty"],
    ["c <- ", "2:5 send-empty"],
    ['c <- "a" b', "2:5 send-form"],
    ["c <- ${x} b", "2:5 send-form"],
    ["c <- ${x", "2:5 send-unterminated"],
    ["c <- ${x$(y)}", "2:5 send-form"],
    ['c <- "a', "2:5 multiline-string"],
    ["c <- 'a'", "2:5 single-quotes"],
    ["c <- run s()\n  c<-$x\n  c <- x\n  a.c <- x.f"],
  ],
  inWorkflow,
);

rows(
  "handlers",
  [
    ["run s() catch", "2:11 handler-bindings-and-body"],
    ["run s() catch { log e }", "2:11 handler-bindings"],
    ["run s() recover log e", "2:11 handler-bindings"],
    ["run s() catch (e", "2:11 handler-unterminated-bindings"],
    ["run s() catch () log e", "2:11 handler-no-binding"],
    ["run s() catch (a, b) log e", "2:11 handler-many-bindings"],
    ["run s() catch (2) log e", "2:11 handler-binding-name"],
    ["run s() catch (e)", "2:11 handler-without-body"],
    ["run s() catch (e) {\n  }", "2:11 handler-empty-block"],
    ["run s() catch (e) {\n    log 'x'\n    fail\n  }", "3:5 single-quotes", "4:5 fail-form"],
    [
      "run s() catch (e) {\n    run t\n    if x {\n    }\n    match x {\n      foo\n    }\n  }",
      "3:1 call-target",
      "4:5 if-form",
      "7:1 match-pattern",
    ],
    ["ensure r() catch (e) { log e }\n  run s() recover (e) run t()"],
  ],
  inWorkflow,
);
test("a handler block without an end", () => {
  assert.deepEqual(diagnose("workflow w() {\n  run s() catch (e) {\n    log e\n"), [
    "2:11 handler-unterminated-block",
  ]);
});

rows(
  "match",
  [
    ['match $x {\n    _ => "a"\n  }', "2:1 match-dollar-subject"],
    ['match f() {\n    _ => "a"\n  }', "2:1 match-subject"],
    ["match x {\n  }", "2:1 match-empty"],
    ['match x {\n    "a => b\n    _ => "c"\n  }', "3:1 match-pattern-string"],
    ['match x {\n    "a" => "b\n    _ => "c"\n  }', "3:1 match-body-string"],
    [
      'match x {\n    /a => "b"\n    // => "b"\n    /(/ => "c"\n    _ => ""\n  }',
      "3:1 match-regex-unterminated",
      "4:1 match-regex-empty",
      "5:1 match-regex-invalid",
    ],
    ["match x {\n    'a' => \"b\"\n    \"a\" => 'b'\n  }", "3:1 single-quotes", "4:1 single-quotes"],
    ['match x {\n    foo => "b"\n    5 => "b"\n  }', "3:1 match-pattern", "4:1 match-pattern"],
    [
      'match x {\n    "a" | _ => "b"\n    "a" | => "b"\n  }',
      "3:1 match-wildcard-alternative",
      "4:1 match-wildcard-alternative",
    ],
    ['match x {\n    "a" "b"\n    _\n  }', "3:1 match-arrow", "4:1 match-arrow"],
    ['match x {\n    "a" =>\n  }', "3:1 match-body-empty"],
    ['match x {\n    "a" => """b\n    """\n  }', "3:1 match-triple-content"],
    ['match x {\n    "a" => """\n    b\n    """ c\n  }', "3:1 match-triple-trailing"],
    ['match x {\n    "a" => "b" c\n  }', "3:1 match-body-trailing"],
    ['const y = match x {\n    "a" => x\n    "b"|/c/ => run f()\n    "d" => fail "no"\n    _ => 42\n  }'],
    ['match x {\n    "a" => "b",\n    _ => ${x}\n  }'],
  ],
  inWorkflow,
);
test("a match without an end", () => {
  assert.deepEqual(diagnose('workflow w() {\n  match x {\n    _ => ""\n'), ["2:1 match-unterminated"]);
  assert.deepEqual(diagnose('workflow w() {\n  match x {\n    _ => """\n  x\n'), [
    "3:1 match-triple-unterminated",
  ]);
});

rows(
  "if, else and for",
  [
    ["if run f() {\n    log 'x'\n  }", "2:3 if-form", "3:5 single-quotes"],
    ["if run f() {\n    log \"x\"\n  } else {\n    log 'x'\n  }", "2:3 if-form", "5:5 single-quotes"],
    ['if not x == "" {\n  }', "2:3 if-form"],
    ['if (x == "") {\n  }', "2:3 if-form"],
    ['if x == "" { log "x" }', "2:3 if-form"],
    ['if x=="" {\n  }', "2:3 if-form"],
    ['if x == "" {\n  }'],
    ["if x == /a/ {\n  }", "2:3 if-operand"],
    ['if x =~ "a" {\n  }', "2:3 if-operand"],
    ["if x == 'a' {\n  }", "2:3 single-quotes"],
    ['if x == ""\n    fail\n  }', "2:3 if-form", "3:5 fail-form"],
    ['if x == ""\n  {\n    fail\n  }', "2:3 if-form", "4:5 fail-form"],
    ['match x\n    "a" => "b"\n  }', "2:1 match-subject"],
    ["run s() catch (e)\n  {\n    fail\n  }", "2:11 handler-without-body", "4:5 fail-form"],
    ["if x =~ // {\n  }", "2:3 if-regex-empty"],
    [`${'if x == "" {\n'.repeat(100)}${"}\n".repeat(100)}`, "65:12 nested-too-deeply"],
    ['if x == "" {\n  }\n  else {\n    fail\n  }', "4:3 else-placement", "5:5 fail-form"],
    ['if x == "" {\n  } else if {\n  }', "3:5 else-form"],
    ['if x == "" {\n  } else if y == "" {\n  }', "3:5 else-if-empty"],
    ['if x == "" {\n  } x', "3:1 closing-brace-alone"],
    ["for x in y { log x }", "2:1 newline-after-brace"],
    ["for x in y {\n    log 'x'\n  }", "3:5 single-quotes"],
  ],
  inWorkflow,
);

rows(
  "lines that are no steps are left to the checker",
  [
    ["echo hi"],
    ["echo a; echo b"],
    ["{\n    a\n    b\n  }"],
    ["f() {\n    x\n  }"],
    ["return 0"],
    ["return $?"],
    ["return run s"],
    ["```\n  x\n  ```"],
    ['"""\n  x\n  """'],
    ["for f in *.txt; do"],
    ["workflow x() {\n    y\n  }"],
  ],
  inWorkflow,
);

rows(
  "statements on one line",
  [
    ["log 'a'; log \"b\"; fail", "2:3 single-quotes", "2:21 fail-form"],
    ['log "b"; run s', "2:12 call-target"],
  ],
  inWorkflow,
);

test("five independent mistakes give five diagnostics", () => {
  const text = `import "x"
workflow a(run) {
  log 'one'
  if x = "" {
    fail two
  }
}
channel c ->
workflow b() {
  run s() > out
  const x = run s
  log "fine"
}
`;
  assert.deepEqual(diagnose(text), [
    "1:1 import-form",
    "2:1 reserved-parameter",
    "3:3 single-quotes",
    "4:3 if-form",
    "5:5 fail-form",
    "8:1 channel-without-target",
    "10:1 call-trailing",
    "11:13 call-target",
  ]);
});

test("a test module says that its tests are not read yet", () => {
  const text = 'import "a" as a\ntest "x" {\n  mock script s() {\n    echo "it\'s\n  }\n}\ntest "y" {\n}\n';
  assert.deepEqual(diagnose(text, "/a.test.jh"), ["2:1 tests-unsupported", "7:1 tests-unsupported"]);
});

test("every diagnostic of the parser is shown by a row", () => {
  const ids = Object.entries(diagnostics)
    .filter(([id, { code }]) => (code === "E_PARSE" || code === "E_SCHEMA") && !id.startsWith("file-"))
    .map(([id]) => id);
  assert.deepEqual(
    ids.filter((id) => !shown.has(id)),
    [],
  );
});

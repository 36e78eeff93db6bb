import assert from "node:assert/strict";
import { test } from "node:test";
import { diagnostics } from "../source/index.ts";
import { checkTexts } from "./testing-check.ts";

/** One step of a workflow, and what is reported of it; the step stands at 2:3. */
type Row = readonly [step: string, ...expected: string[]];

const seen = new Set<string>();

/** What every step in the rows can name. */
const declarations = `
import "lib" as lib
import "open" as open
channel news -> take
const LIMIT = 3
script tool = \`true\`
rule ready() {
  log "ready"
}
rule fits(size, limit) {
  log "fits"
}
workflow build(tag) {
  log "build"
}
workflow take(message, channel_name, sender) {
  log "take"
}
`;

const libraries = {
  "lib.jh":
    'export workflow ship(a) {\n  log "x"\n}\nworkflow hidden() {\n  log "x"\n}\nexport rule ok() {\n  log "x"\n}\nexport script go = `true`\nchannel events\n',
  "open.jh": 'workflow w() {\n  log "x"\n}\n',
};

function rows(name: string, list: readonly Row[], header = "workflow w(p, q) {"): void {
  test(name, async () => {
    for (const [step, ...expected] of list) {
      const source = `${header}\n  ${step}\n}\n${declarations}`;
      const { rows } = await checkTexts({ "main.jh": source, ...libraries });
      assert.deepEqual(rows, expected, step);
      for (const row of rows) seen.add(row.split(" ")[1] ?? "");
    }
  });
}

rows("targets of run", [
  ["run tool()"],
  ['run build("1")'],
  ['run lib.ship("1")'],
  ["run lib.go()"],
  ["run open.w()"],
  ["run nothing()", "2:3 unknown-local"],
  ["run news()", "2:3 unknown-local"],
  ["const x = run nothing()", "2:13 unknown-local"],
  ["return run nothing()", "2:3 unknown-local"],
  ["news <- run nothing()", "2:8 unknown-local"],
  ["run async nothing()", "2:3 unknown-local"],
  ['log "a ${run nothing()}"', "2:3 unknown-local"],
  ["run gone.w()", "2:3 unknown-import-alias"],
  ["run lib.nothing()", "2:3 unknown-imported"],
  ["run lib.hidden()", "2:3 not-exported"],
  ["run ready()", "2:3 run-of-rule"],
  ["run tool() catch (err) run err()", "2:26 string-not-executable"],
  ["run p()", "2:3 string-not-executable"],
  ["run LIMIT()", "2:3 string-not-executable"],
]);

rows("targets of ensure", [
  ["ensure ready()"],
  ["ensure lib.ok()"],
  ["ensure nothing()", "2:3 unknown-local"],
  ["ensure lib.nothing()", "2:3 unknown-imported"],
  ["ensure build(p)", "2:3 ensure-of-workflow"],
  ["ensure tool()", "2:3 ensure-of-script"],
  ["const x = ensure build(p)", "2:13 ensure-of-workflow"],
]);

rows(
  "calls in rules",
  [
    ["run tool()"],
    ["run `true`()"],
    ["ensure ready()"],
    ["run build(p)", "2:3 workflow-in-rule"],
    ["run nothing()", "2:3 unknown-local"],
    ["run async tool()", "2:3 async-in-rule"],
    ["git fetch", "2:3 unknown-step"],
  ],
  "rule w(p, q) {",
);

rows("arguments", [
  ["run build()", "2:3 arity"],
  ["run build(p, q)", "2:3 arity"],
  ["ensure ready(p)", "2:3 arity"],
  ["run lib.ship()", "2:3 arity"],
  ["run tool(p, q, p)"],
  ["run build(run build())", "2:3 arity"],
  ["run build(run tool())"],
  ["run build(ghost)", "2:3 unknown-argument"],
  ['run build("${ghost}")'],
  ["run build(JAIPH_RUN_ID)"],
  ["run tool(--flag, 12, a-b, 'x > y')"],
  ["run tool(run)"],
  ["run tool(p > q)", "2:3 redirection"],
  ["run tool(p | q)", "2:3 redirection"],
  ["run tool(ghost.field)"],
  ["run tool(tool())", "2:3 implicit-nested-call"],
  ["run tool(lib.ship(p))", "2:3 implicit-nested-call"],
  ["run tool(unknown(p))"],
  ['log "${run build(world)}"'],
  ['log "${run tool(a, b)}"'],
]);

rows("names in values", [
  ["log p"],
  ['log "${p} ${LIMIT} ${JAIPH_AGENT_BACKEND}"'],
  ["log ghost", "2:3 unknown-identifier"],
  ['log "${ghost}"', "2:3 unknown-identifier"],
  ['logerr "${ghost}"', "2:3 unknown-identifier"],
  ['fail "${ghost}"', "2:3 unknown-identifier"],
  ['return "${ghost}"', "2:3 unknown-identifier"],
  ["return ghost", "2:3 unknown-identifier"],
  ['prompt "${ghost}"', "2:3 unknown-identifier"],
  ['news <- "${ghost}"', "2:3 unknown-identifier"],
  ['const x = "${ghost}"', "2:3 unknown-identifier"],
  ["const x = ghost"],
  ["const x = ghost.field"],
  ['log "${tool}"', "2:3 script-interpolated"],
  ["log tool", "2:3 script-interpolated"],
  ["const x = tool", "2:3 script-as-value"],
  ["const x = prompt tool", "2:3 script-as-prompt"],
  ["prompt tool", "2:3 script-as-prompt"],
  ["prompt ghost", "2:3 unknown-identifier"],
  ["run tool() catch (err) log err"],
  ["run tool() catch (err) {\n    log err\n  }\n  log err", "5:3 unknown-identifier"],
]);

const verdict = 'const v = prompt "x" returns "{ ok: boolean, why: string }"\n  ';

rows("fields of typed answers", [
  [`${verdict}log v.why`],
  [`${verdict}log "\${v.why} \${v_ok}"`],
  [`${verdict}return v.ok`],
  [`${verdict}run tool(v.ok)`],
  [`${verdict}if v.ok == "true" {\n    log "ok"\n  }`],
  [`${verdict}log v.ghost`, "3:3 unknown-field"],
  [`${verdict}run tool(v.ghost)`, "3:3 unknown-field"],
  ['log "${p.why}"', "2:3 not-typed-capture"],
  ['if p.why == "x" {\n    log "ok"\n  }', "2:3 not-typed-capture"],
]);

rows("sends", [
  ['news <- "x"'],
  ["news <- p"],
  ["lib.events <- p"],
  ['newz <- "x"', "2:1 unknown-channel"],
  ['lib.newz <- "x"', "2:1 unknown-channel"],
  ["news <- tool", "2:8 send-of-callable"],
  ["news <- ready", "2:8 send-of-callable"],
  ["news <- nothing", "2:8 send-unknown"],
  ["news <- echo hello", "2:8 send-form"],
  ["news <- echo $(tool)", "2:8 shell-call"],
  ["news <- run tool | cat", "2:8 shell-keyword"],
  ["news <- tool x | cat", "2:8 direct-call"],
  ["news <- x | lib.nothing y", "2:8 shell-symbol"],
  ["news <- echo $(x <- y)", "2:8 shell-send"],
  ["news <- echo $(ensure ready)", "2:8 shell-keyword"],
  ["news <- A=1 B=2 tool", "2:8 direct-call"],
  ["news <- x && lib.ship y", "2:8 direct-call"],
  ["news <- x $(lib.nothing)", "2:8 shell-symbol"],
  ["news <- echo tool && printf $(echo tool)", "2:8 send-form"],
  ["news <- x '$(tool)' && y", "2:8 send-form"],
  ["news <- tool=1", "2:8 send-form"],
]);

rows("control flow", [
  ['match p {\n    "a" => "b"\n    _ => other\n  }'],
  ['match p {\n    "a" => "b"\n  }', "2:3 match-wildcard"],
  ['const x = match p {\n    _ => "b"\n    _ => "c"\n  }', "2:13 match-wildcard"],
  ['match p {\n    "a" => return "b"\n    _ => "c"\n  }', "2:3 match-arm-return"],
  ['match p {\n    "a" => `true`()\n    _ => "c"\n  }', "2:3 match-arm-inline-script"],
  ['match p {\n    "a" => run `true`()\n    _ => "c"\n  }', "2:3 match-arm-inline-script"],
  ['match p {\n    "a" => run nothing()\n    _ => "c"\n  }', "2:3 unknown-local"],
  ["if p =~ /(/ {\n    log p\n  }", "2:3 invalid-condition-regex"],
  ["for x in p {\n    log x\n  }"],
  ["for x in ghost {\n    log x\n  }", "2:3 for-source"],
  ["for p in q {\n    log p\n  }", "2:3 for-iterator"],
  ["git fetch", "2:3 unknown-step"],
]);

rows("bindings", [
  ['const x = "1"\n  const x = "2"', "3:3 rebinding"],
  ['const p = "1"', "2:3 rebinding"],
  ['const LIMIT = "1"'],
  ['const tool = "1"', "2:3 script-as-value"],
  ['if p == "" {\n    const x = "1"\n  } else {\n    const x = "2"\n  }'],
  ['const x = "1"\n  if p == "" {\n    const x = "2"\n  }', "4:5 rebinding"],
  ['const x = "1"\n  for x in p {\n    log x\n  }', "3:3 for-iterator"],
  [
    'for x in p {\n    const y = "1"\n    const x = "2"\n  }\n  const x = "3"\n  const y = "4"',
    "4:5 rebinding",
  ],
  ["for tool in p {\n    log p\n  }", "2:3 script-as-value"],
  ["run tool() catch (p) log p"],
  ['run tool() catch (err) {\n    const err = "1"\n  }\n  const err = "2"', "3:5 rebinding"],
  [
    'const x = "1"\n  run tool() recover (e) {\n    const x = "2"\n  }\n  run tool() recover (e) log e',
    "4:5 rebinding",
  ],
  ["for x in p {\n    log x\n  }\n  for x in q {\n    log x\n  }"],
]);

rows("places", [
  ["run tool() on local timeout 5 retry 1"],
  ["run tool() on p"],
  ['run tool() on "${p}"'],
  ['run tool() on "mercury"', "2:17 unknown-target"],
  ["run tool() on mercury", "2:17 unknown-target"],
  ["run tool() with { cpus = 2; memory = p }"],
  ["run tool() with { cpu = 2 }", "2:21 unknown-resource"],
]);

test("routes and imports", async () => {
  const main = [
    'import "lib" as a',
    'import "open" as a',
    "channel one -> take, ready, tool, short, nothing, a.nothing",
    "script tool = `true`",
    'rule ready() {\n  log "x"\n}',
    'workflow short(x) {\n  log "x"\n}',
    'workflow take(x, y, z) {\n  log "x"\n}',
  ].join("\n");
  const { rows } = await checkTexts({ "main.jh": main, ...libraries });
  for (const row of rows) seen.add(row.split(" ")[1] ?? "");
  assert.deepEqual(rows, [
    "2:1 duplicate-import-alias",
    "3:22 route-to-rule",
    "3:29 route-to-script",
    "3:35 route-parameters",
    "3:42 unknown-local",
    "3:51 unknown-imported",
  ]);
});

test("beside a step that could not be parsed only names that it may have bound go unchecked", async () => {
  const { rows } = await checkTexts({
    "main.jh":
      "workflow w() {\n  const x =\n  run ghost()\n  log x\n  run tool(y)\n}\nscript tool = `true`\n",
  });
  assert.deepEqual(rows, ["2:12 const-empty", "3:3 unknown-local"]);
});

test("every module of the closure is checked, and the name of a broken definition counts", async () => {
  const { rows, program } = await checkTexts({
    "main.jh":
      'import "b" as b\nworkflow w() {\n  run broken()\n  run b.broken()\n}\nworkflow broken() {\n  log\n  run ghost()\n}\n',
    "b.jh": "workflow broken( {\n}\nworkflow v() {\n  run ghost()\n}\n",
  });
  assert.deepEqual(
    rows.filter((row) => /unknown/.test(row)),
    ["b.jh:4:3 unknown-local", "8:3 unknown-local"],
  );
  assert.equal(program, undefined);
});

test("names resolve to what they stand for", async () => {
  const { program, rows } = await checkTexts({
    "main.jh": `workflow default(p) {\n  const x = word\n  run lib.go(p)\n  news <- "x"\n}\n${declarations}`,
    ...libraries,
  });
  assert.deepEqual(rows, []);
  assert.ok(program);
  assert.deepEqual(
    [...program.callees].map(([ref, { kind, module }]) => [ref.name.text, kind, module.file]),
    [
      ["go", "script", "/w/lib.jh"],
      ["take", "workflow", "/w/main.jh"],
    ],
  );
  assert.deepEqual([...program.reads.values()], [{ kind: "word", text: "word" }]);
  assert.deepEqual(
    [...program.routes.values()].map((routes) => routes.map(({ name }) => name.text)),
    [["take"]],
  );
});

test("nothing is said of what is reached through an import that failed", async () => {
  const { rows } = await checkTexts({
    "main.jh":
      'import "gone" as gone\nimport "bin" as bin\nchannel c -> gone.w\nworkflow w() {\n  run gone.w()\n  ensure bin.r()\n  gone.c <- "x"\n  run tol.w()\n}\n',
    "bin.jh": "\0",
  });
  assert.deepEqual(rows.toSorted(), [
    "1:1 import-not-found",
    "8:3 unknown-import-alias",
    "bin.jh:1:1 file-binary",
  ]);
});

test("a reading that no checked name stands behind is text, or empty", async () => {
  const { program, rows } = await checkTexts({
    "main.jh": `workflow w(p) {\n  run tool(p.why, "\${p.why}", \${p.why})\n  const x = p.why\n  const y = word\n}\n${declarations}`,
    ...libraries,
  });
  assert.deepEqual(rows, []);
  assert.deepEqual(
    [...(program?.reads.values() ?? [])].map((read) => read.kind === "word" && read.text),
    ["p.why", "", "", "p.why", "word"],
  );
});

test("a name that was captured twice has the fields of both", async () => {
  const { rows } = await checkTexts({
    "main.jh":
      'workflow w(p) {\n  if p == "" {\n    const v = prompt "a" returns "{ a: string }"\n  } else {\n    const v = prompt "b" returns "{ b: string }"\n  }\n  log "${v.a} ${v_b} ${v.c}"\n}\n',
  });
  assert.deepEqual(rows, ["7:3 unknown-field"]);
});

test("a mistake in the head of a block is shown at its head", async () => {
  const { diagnostics } = await checkTexts({
    "main.jh": "workflow w(p) {\n  for x in ghost {\n    log x\n  }\n}\n",
  });
  assert.deepEqual(
    diagnostics.map(({ span }) => span),
    [{ start: 18, end: 34 }],
  );
});

test("a misspelt name is answered with the nearest one", async () => {
  const { diagnostics } = await checkTexts({
    "main.jh": `workflow w(message) {\n  run biuld(message)\n  log mesage\n}\n${declarations}`,
    ...libraries,
  });
  assert.deepEqual(
    diagnostics.map(({ hint }) => hint),
    ['did you mean "build"?', 'did you mean "message"?'],
  );
});

test("every diagnostic of the checker is shown by a row", () => {
  const own = Object.entries(diagnostics).filter(
    ([, { code }]) => code === "E_VALIDATE" || code === "W_REBIND",
  );
  assert.deepEqual(
    own.map(([id]) => id).filter((id) => !seen.has(id)),
    [],
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkTree, parseText, programs } from "./testing-tree.ts";

const inBody = (text: string) => `workflow w() {\n${text}\n}\n`;

/** Texts that nobody writes, and what is said of them. */
const rows: readonly (readonly [name: string, text: string, ...ids: string[]])[] = [
  ["nothing", ""],
  ["only blank lines", "\n \t\n\r\n"],
  ["a NUL", 'workflow w() {\n  log "\0"\n}\n'],
  ["a byte order mark", "\ufeffworkflow w() {\n}\n"],
  ["a line of a megabyte", "x".repeat(1e6), "unsupported-top-level"],
  ["a string of a megabyte", inBody(`log "${"x".repeat(1e6)}"`)],
  ["many open braces", "{".repeat(3e5), "unsupported-top-level"],
  ["many open parentheses", inBody(`run f(${"(".repeat(3e5)}`), "nested-too-deeply"],
  ["many quotes", '"'.repeat(3e5), "unsupported-top-level"],
  ["many backticks", "`".repeat(3e5), "unsupported-top-level"],
  ["many open captures", inBody(`log "${"${run f(".repeat(5e4)}"`), "multiline-string"],
  ["a regex without an end", `${"/"}${"a ".repeat(3e5)}`, "unsupported-top-level"],
  ["a long regex", inBody(`match x {\n/${"\\/".repeat(2e5)}/ => "a"\n_ => "b"\n}`)],
  ["deep blocks", inBody(`${'if a == "" {\n'.repeat(10_000)}${"}\n".repeat(10_000)}`), "nested-too-deeply"],
  ["deep blocks without an end", inBody('if a == "" {\n'.repeat(10_000)), "nested-too-deeply"],
  ["deep calls", inBody(`${"run f(".repeat(10_000)}${")".repeat(10_000)}`), "nested-too-deeply"],
  ["deep handlers", inBody(`${"run f() catch (e) ".repeat(10_000)} log e`), "nested-too-deeply"],
  ["deep braces", inBody(`${"{".repeat(10_000)}${"}".repeat(10_000)}`), "nested-too-deeply"],
  ["an open body", 'workflow w() {\n  log "x"', "unterminated-definition"],
  ["an open block", 'workflow w() {\n  if a == "" {\n    log "x"', "unterminated-block"],
  ["an open string", inBody('log "x'), "multiline-string"],
  ["open triple quotes", inBody('log """\n  x'), "triple-unterminated"],
  ["an open fence", inBody("run ```\n  x"), "fence-unterminated"],
  ["an open backtick", inBody("run `x"), "backtick-unterminated"],
  ["an open call", inBody("run f("), "call-unterminated"],
  ["an open match", "workflow w() {\n  match x {\n    _ => 1", "match-unterminated"],
  ["an open config", "config {\n  run.debug = true", "config-unterminated"],
  ["an open array", "config {\n  runtime.workspace = [\n", "config-array-unterminated"],
  ["an open schema", inBody('const x = prompt "y" returns "{'), "returns-unterminated"],
];

for (const [name, text, ...ids] of rows) {
  test(name, { timeout: 20_000 }, () => {
    const parsed = parseText(text);
    checkTree(parsed, text);
    assert.deepEqual(
      parsed.diagnostics.map(({ id }) => id),
      ids,
    );
  });
}

test("any text gives a tree and diagnostics inside of it", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fragments), (text) =>
      checkTree(parseText(text), text),
    ),
    { numRuns: 1500 },
  );
});

test("a program that was damaged gives a tree and diagnostics inside of it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...programs()), damage, ([, text], { at, length, piece }) => {
      const start = Math.floor(at * text.length);
      const damaged = text.slice(0, start) + piece + text.slice(start + length);
      checkTree(parseText(damaged), damaged);
    }),
    { numRuns: 1000 },
  );
});

const pieces = [
  ..."{ } ( ) [ ] , ; = == != =~ !~ => <- -> | \" ' ` \\ $ # / . _ \n \r\n \t".split(" "),
  ...[
    '"""',
    "```",
    '"""\n',
    "```\n",
    "${",
    "${a}",
    "${a.b}",
    "${run f()}",
    "${run ",
    "$a",
    "$(",
    '"a"',
    "/a/",
    "\\\n",
  ],
  ...[
    "workflow",
    "rule",
    "script",
    "config",
    "const",
    "import",
    "channel",
    "export",
    "run",
    "async",
    "ensure",
  ],
  ...[
    "prompt",
    "returns",
    "return",
    "fail",
    "log",
    "match",
    "if",
    "else",
    "for",
    "in",
    "catch",
    "recover",
    "on",
  ],
  ...[
    "with",
    "timeout",
    "retry",
    "as",
    "true",
    "test",
    "a",
    "b.c",
    "x",
    "12",
    "--flag",
    " ",
    "\nworkflow w() {\n",
    "\n}\n",
  ],
];
const fragments = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom("", " ", "\n")), { maxLength: 60 })
  .map((parts) => parts.flat().join(""));
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(30),
  piece: fc.oneof(fc.constantFrom(...pieces), fragments),
});

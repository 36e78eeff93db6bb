import assert from "node:assert/strict";
import { test } from "node:test";
import { parseTypedAnswer, type SchemaField, schemaInstruction } from "./typed-answer.ts";

const fields: readonly SchemaField[] = [
  { name: "n", type: "number" },
  { name: "ok", type: "boolean" },
  { name: "s", type: "string" },
];

test("the instruction names the fields in the order of the schema", () => {
  assert.match(
    schemaInstruction(fields),
    /^\n\nRespond with exactly one line of valid JSON .*: \{"n":"number","ok":"boolean","s":"string"\}$/,
  );
  assert.ok(schemaInstruction([]).endsWith(": {}"));
});

test("declared fields are converted to text, the others are allowed", () => {
  const text = '{"s": "as is\\n", "n": 4.50, "ok": false, "more": [1]}';
  assert.deepEqual(parseTypedAnswer(text, fields), {
    ok: true,
    text,
    fields: { n: "4.5", ok: "false", s: "as is\n" },
  });
});

const found: readonly [where: string, answer: string, text: string][] = [
  ["the whole answer", '{"a":1}', '{"a":1}'],
  ["the last line that holds one", '{"a":1}\n{"a":2}\nbye', '{"a":2}'],
  ["inside a line", 'Sure: {"a":1}, as you said', '{"a":1}'],
  ["the first of a line", '{"a":1} {"a":2}', '{"a":1}'],
  ["after braces that are no JSON", 'use {x} or {"a":1}', '{"a":1}'],
  ["inside braces that are no JSON", '{ see {"a":1} }', '{"a":1}'],
  ["after a brace that never closes", 'a { b {"a":1}', '{"a":1}'],
  ["with braces in its strings", '{"old":1}\n{"a":"}{\\"}"}', '{"a":"}{\\"}"}'],
  ["nested", '{"a":{"b":{}}}', '{"a":{"b":{}}}'],
  ["in a fenced block over several lines", '```json\n{\n"a": 1\n}\n```', '{\n"a": 1\n}'],
  ["in the last fenced block", '```\n{\n"a":1\n}\n```\n``` JSON\n{\n"a":2\n}\n```', '{\n"a":2\n}'],
  ["not in a block of another language", '```js\n{\n}\n```\n```\n{\n"a":1\n}\n```\nend', '{\n"a":1\n}'],
  ["over several lines without a fence", 'So:\n{\n  "a": 1\n}\nbye', '{\n  "a": 1\n}'],
  ["with Windows line ends", '{"a":1}\r\n', '{"a":1}'],
];

for (const [where, answer, text] of found) {
  test(`the object is found: ${where}`, () => {
    assert.deepEqual(parseTypedAnswer(answer, []), { ok: true, text, fields: {} });
  });
}

const invalid = "prompt returned invalid JSON";
const mismatch = "prompt response failed schema validation";
const refused: readonly [answer: string, status: number, error: string, detail: RegExp][] = [
  ["", 1, invalid, /not valid JSON/],
  ["first\nno idea\n\n", 1, invalid, /not valid JSON: .*; last line: no idea$/],
  ["x".repeat(300), 1, invalid, /last line: x{200}$/],
  ['{"n": 1', 1, invalid, /not valid JSON/],
  ["[1]", 1, invalid, /root must be an object/],
  ['"text"', 1, invalid, /root must be an object/],
  ["null", 1, invalid, /root must be an object/],
  ['{"n":"1"}', 2, mismatch, /^jaiph: prompt response missing required field: ok$/],
  [
    '{"n":"1","ok":true,"s":""}',
    3,
    mismatch,
    /^jaiph: prompt response field "n" expected number, got string$/,
  ],
  ['{"n":1,"ok":null,"s":""}', 3, mismatch, /"ok" expected boolean, got null$/],
  ['{"n":1,"ok":true,"s":[]}', 3, mismatch, /"s" expected string, got array$/],
];

for (const [answer, status, error, detail] of refused) {
  test(`${JSON.stringify(answer.slice(0, 40))} is refused with status ${status}`, () => {
    const typed = parseTypedAnswer(answer, fields);
    assert.ok(!typed.ok);
    assert.deepEqual({ status: typed.status, error: typed.error }, { status, error });
    assert.match(typed.detail, detail);
  });
}

test("names of object internals are fields like any other", () => {
  const internals: readonly SchemaField[] = [{ name: "__proto__", type: "string" }];
  const typed = parseTypedAnswer('{"__proto__":"x"}', internals);
  assert.ok(typed.ok && Object.getOwnPropertyDescriptor(typed.fields, "__proto__")?.value === "x");
  assert.equal(parseTypedAnswer("{}", [{ name: "toString", type: "string" }]).ok, false);
});

test("a megabyte of opening braces is refused soon", () => {
  for (const brace of ["{", '{"a":', '{"']) {
    const startedAt = performance.now();
    assert.equal(parseTypedAnswer(brace.repeat(1_000_000 / brace.length), []).ok, false);
    assert.ok(performance.now() - startedAt < 3000);
  }
});

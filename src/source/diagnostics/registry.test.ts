import assert from "node:assert/strict";
import { test } from "node:test";
import { type DiagnosticId, diagnostics, fileId, hasErrors, orderDiagnostics, report } from "../index.ts";
import type { Definition } from "./define.ts";

const file = fileId("/a.jh");

for (const [id, definition] of Object.entries(diagnostics) as [DiagnosticId, Definition<unknown>][]) {
  test(`${id} says what is wrong`, () => {
    const { example, message, hint, when, code, severity } = definition;
    assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    const said = [message(example), hint?.(example) ?? "-"];
    for (const text of said) assert.match(text, /\S/);
    for (const text of said) assert.doesNotMatch(text, /undefined|\[object|\n/);
    assert.match(when, /^[A-Z`"].*\.$/s);
    assert.equal(severity === "warning", code.startsWith("W_"));
  });
}

test("a diagnostic is worded once, with the hint that its parameters ask for", () => {
  const span = { start: 1, end: 2 };
  const params = { alias: "tolls", near: "tools" };
  assert.deepEqual(report("unknown-import-alias", file, span, params), {
    id: "unknown-import-alias",
    code: "E_VALIDATE",
    severity: "error",
    file,
    span,
    message: 'unknown import alias "tolls"',
    hint: 'did you mean "tools"?',
  });
  assert.ok(!("hint" in report("unknown-import-alias", file, span, { alias: "x", near: undefined })));
});

test("diagnostics are ordered by file and position, and told once", () => {
  const at = (path: string, start: number, name: string) =>
    report("rebinding", fileId(path), { start, end: start + 1 }, { name, line: 1 });
  const list = [at("/b", 1, "x"), at("/a", 9, "x"), at("/a", 9, "x"), at("/a", 2, "x"), at("/a", 9, "y")];
  assert.deepEqual(
    orderDiagnostics(list).map(({ file, span, message }) => `${file} ${span.start} ${message.slice(0, 3)}`),
    ['/a 2 "x"', '/a 9 "x"', '/a 9 "y"', '/b 1 "x"'],
  );
  assert.equal(hasErrors(list), false);
});

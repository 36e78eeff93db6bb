import assert from "node:assert/strict";
import { test } from "node:test";
import { type Diagnostic, fileId, SourceFile } from "../source/index.ts";
import { colors } from "./colors.ts";
import { diagnosticText } from "./diagnostic-text.ts";
import { plain } from "./palette.ts";

const file = fileId("/w/a.jh");
const source = new SourceFile(file, "workflow default() {\n\tlog nope\n}\n");
const line = { excerpts: false, palette: plain };
const terminal = { excerpts: true, palette: plain };

function diagnostic(start: number, end: number, hint?: string): Diagnostic {
  const fields = {
    id: "import-not-found",
    code: "E_VALIDATE",
    severity: "error",
    file,
    message: "what",
  } as const;
  return { ...fields, span: { start, end }, ...(hint !== undefined && { hint }) };
}

test("a diagnostic is one line, and a hint is another", () => {
  assert.equal(
    diagnosticText([diagnostic(26, 30), diagnostic(0, 8, "why not")], () => source, line),
    "/w/a.jh:2:6 E_VALIDATE what\n/w/a.jh:1:1 E_VALIDATE what\n  hint: why not\n",
  );
});

test("a terminal also gets the line and a caret below the mistake", () => {
  assert.equal(
    diagnosticText([diagnostic(26, 30, "why not")], () => source, terminal),
    "/w/a.jh:2:6 E_VALIDATE what\n  2 |  log nope\n    |      ^^^^\n  hint: why not\n",
  );
});

test("a mistake far to the right stays visible, and control characters stay harmless", () => {
  const long = new SourceFile(file, `${"x".repeat(5000)}\x1b]0;title\x07`);
  const text = diagnosticText([diagnostic(5000, 5008)], () => long, terminal);
  assert.equal(text.split("\n")[1], `  1 | ${"x".repeat(50)}\ufffd]0;title\ufffd`);
  assert.equal(text.split("\n")[2], `    | ${" ".repeat(50)}${"^".repeat(8)}`);
});

test("a file that cannot be read has no excerpt", () => {
  assert.equal(
    diagnosticText([diagnostic(0, 0)], () => undefined, terminal),
    "/w/a.jh:1:1 E_VALIDATE what\n",
  );
});

test("the fifty-first diagnostic is only counted", () => {
  const lines = diagnosticText(Array(53).fill(diagnostic(0, 1)), () => source, line).split("\n");
  assert.equal(lines.length, 52);
  assert.equal(lines[50], "… and 3 more");
});

test("colours tell place, code, mistake and hint apart", () => {
  const coloured = { excerpts: true, palette: colors };
  assert.equal(
    diagnosticText([diagnostic(26, 30, "why not")], () => source, coloured).replaceAll("\x1b[", "<"),
    "<1m/w/a.jh:2:6<22m <31mE_VALIDATE<39m what\n<2m  2 | <22m log nope\n" +
      "<2m    | <22m     <31m^^^^<39m\n  <36mhint:<39m why not\n",
  );
});

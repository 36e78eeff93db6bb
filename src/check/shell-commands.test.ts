import assert from "node:assert/strict";
import { test } from "node:test";
import { shellCommands } from "./shell-commands.ts";

/** Each command as its text, with `$` before one in a substitution and `^` before the first of its text. */
const rows: [text: string, ...commands: string[]][] = [
  ["echo hi", "^echo hi"],
  ["a | b || c && d; e\nf & g", "^a ", " b ", " c ", " d", " e", "f ", " g"],
  ["echo $(date) end", "$^date", "^echo _ end"],
  ["a $(b $(c; d) | e)", "$^c", "$ d", "$^b _ ", "$ e", "^a _"],
  ['echo "x | $(date) ; y" z', "$^date", "^echo _ z"],
  ["echo '$(date) | x' z", "^echo _ z"],
  [`echo "it's $(date)" 'x'`, "$^date", "^echo _ _"],
  ['echo "a \\" | b" | c', "^echo _ ", " c"],
  ["echo \\| b \\$(c)", "^echo _ b _(c)"],
  ["(a; b) | $(echo (x) y)", "^(a", " b) ", "$^echo (x) y", " _"],
  ["a $(b", "$^b", "^a "],
  ["", "^"],
];

for (const [text, ...commands] of rows) {
  test(`the commands of ${JSON.stringify(text)}`, () => {
    const shown = shellCommands(text).map(
      ({ isSubstitution, isFirst, text }) => (isSubstitution ? "$" : "") + (isFirst ? "^" : "") + text,
    );
    assert.deepEqual(shown, commands);
  });
}

test("a hundred thousand nested substitutions are read in one pass", () => {
  assert.equal(shellCommands("$(".repeat(100_000)).length, 100_001);
});

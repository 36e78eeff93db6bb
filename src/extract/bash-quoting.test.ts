import assert from "node:assert/strict";
import { test } from "node:test";
import { startsInCode } from "./bash-quoting.ts";

/** Behind `|` stands a line that starts as code, behind `>` one that starts as data. */
const rows: [title: string, lines: string[]][] = [
  ["plain code", ["|echo a", "|", "|  b"]],
  ["single quotes over lines", ["|echo 'a", '> " # b', ">' c", "|echo"]],
  ["double quotes over lines", ['|echo "a', "> ' b", '>\\" c', '>" d', "|echo"]],
  ["dollar quotes", ["|echo $'a\\'", ">b' c", "|echo"]],
  ["escaped quotes", ["|echo \\' \\\"", "|echo", "|echo '\\'", "|echo"]],
  ["quotes that close on their line", ["|echo 'a' \"b\" 'c'", "|echo"]],
  ["an apostrophe in a comment", ["|# don't", "|echo a # can't", "|echo a;# won't", "|echo"]],
  ["no comment", ["|echo a#'b", ">'", '|echo "# c"', "|echo"]],
  ["a here-document and its end", ["|cat <<END", "> 'a", ">return", ">END", "|echo"]],
  ["a quoted end", ["|cat <<'A B' >f", ">'", ">A B", '|cat << "C"', ">C", "|cat <<\\D", ">D", "|echo"]],
  ["tabs before the end", ["|cat <<-END", ">a", ">\tEND", "|cat <<END", ">\tEND", ">END", "|echo"]],
  ["two on a line", ["|cat <<A - <<B", ">a", ">A", ">b", ">B", "|echo"]],
  ["a shift is no here-document", ["|echo $((1 << x))", "|echo $((x<<2))", "|echo"]],
  ["a here-string", ["|cat <<<END", "|echo", "|END", "|cat <<< 'a", ">'", "|echo"]],
];

for (const [title, lines] of rows)
  test(title, () => {
    assert.deepEqual(
      startsInCode(lines.map((line) => line.slice(1))),
      lines.map((line) => line.startsWith("|")),
    );
  });

// Writes grammar/jaiph.ebnf from the parser, or with --check tells whether it is current.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ebnf } from "./lib/ebnf.mjs";
import { importSource } from "./lib/import-source.mjs";

process.chdir(join(import.meta.dirname, ".."));
const path = "grammar/jaiph.ebnf";
const { JaiphParser } = await importSource("src/syntax/jh/parser.ts");

const tokens = {
  Backtick: "` … ` on one line",
  Bare: "any token but a line end, ;, a parenthesis, a brace, or a text or body of many lines",
  Continuation: "a backslash at the end of a line",
  Dollar: "$name",
  Dotted: "name.name without blanks",
  Fence: "``` with an optional tag, lines, and a line that opens with ```",
  Identifier: "a letter or _, then letters, digits and _",
  InlineClose: "the } of ${run …}",
  InlineOpen: "the ${ of ${run …}",
  Integer: "digits",
  LineEnd: "the end of a line",
  LogLevel: "log, logerr or logwarn",
  Name: "an identifier; keywords are accepted too",
  Newline: "the end of a line",
  PlainString: "a string on one line without escapes and interpolations",
  Reference: "${name} or ${name.field}",
  Regex: "/ … / on one line; \\/ is a slash",
  SchemaText: "a string that may span lines",
  StringClose: "a double quote",
  StringOpen: "a double quote",
  TextPiece: "text, an escape or ${name} inside of a string",
  TripleClose: 'a line that opens with """',
  TripleOpen: '""" at the end of a line',
  Word: "a token of a bare argument: a word, a number, ${name} or a mark",
};

const head = `(* The grammar of .jh files, generated from the parser by scripts/grammar.mjs.

   Blanks between tokens mean nothing. Lines that are blank or start with # may stand wherever a line ends.
   What a grammar cannot say, such as where names must be known, is in spec/. *)

`;
const productions = new JaiphParser().getSerializedGastProductions();
const start = productions.findIndex(({ name }) => name === "module");
const ordered = [productions[start], ...productions.filter((_, index) => index !== start)];
/** Rules that accept what is wrong, to say why. */
const omit = (name) => name.startsWith("stray") || ["unknownStep", "forbiddenArm"].includes(name);
const page = head + ebnf(ordered, { omit, tokens });
if (!process.argv.includes("--check")) writeFileSync(path, page);
else if (!existsSync(path) || readFileSync(path, "utf8") !== page) {
  console.error(`${path} is not current: run node scripts/grammar.mjs`);
  process.exitCode = 1;
}

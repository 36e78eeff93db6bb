// In: the text of one `.jh` file. Out: its syntax tree, comments and diagnostics.
// Loads the parser generator: import it lazily.
import type { SourceFile } from "../../source/index.ts";
import type { Parsed } from "../parse.ts";
import { lex } from "./lexer.ts";
import { JaiphParser } from "./parser.ts";
import { tokenSpan } from "./text.ts";

let parser: JaiphParser | undefined;

/** Reads a `.jh` file: every mistake in it is reported, and what stands around a mistake is still parsed. */
export function parseJaiph(source: SourceFile): Parsed {
  parser ??= new JaiphParser();
  const { tokens, comments } = lex(source.text);
  const { module, diagnostics } = parser.parse(source, tokens);
  return { module, comments: comments.map((token) => ({ span: tokenSpan(token) })), diagnostics };
}

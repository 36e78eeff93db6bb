// In: the text of one `.jh` file. Out: its syntax tree, comments and diagnostics.
// Loads the parser generator: import it lazily.
import type { SourceFile } from "../../source/index.ts";
import type { Parse } from "../parse.ts";
import { lex } from "./lexer.ts";
import { JaiphParser } from "./parser.ts";
import { tokenSpan } from "./text.ts";

let parser: JaiphParser | undefined;

/** Reads a `.jh` file: every mistake in it is reported, and what stands around a mistake is still parsed. */
export const parseJaiph: Parse = (source: SourceFile) => {
  parser ??= new JaiphParser();
  const { tokens, comments } = lex(source.text);
  const spans = comments.map(tokenSpan);
  const [first] = spans;
  const shebang = first && isShebang(source, first.start) ? first : undefined;
  const { module, diagnostics } = parser.parse(source, tokens);
  return {
    module: shebang ? { ...module, shebang } : module,
    comments: spans.filter((span) => span !== shebang).map((span) => ({ span })),
    diagnostics,
  };
};

/** Only the first line can be one. */
function isShebang({ text }: SourceFile, start: number): boolean {
  return text.startsWith("#!", start) && !text.slice(0, start).includes("\n");
}

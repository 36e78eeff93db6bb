import { createToken, type ITokenConfig, Lexer, type TokenType } from "chevrotain";
import {
  matchBadInline,
  matchBadTriple,
  matchFence,
  matchInlineOpen,
  matchOneLineFence,
  matchSchema,
  matchTripleOpen,
  matchUnclosedSchema,
  matchUnterminatedFence,
  matchUnterminatedTriple,
} from "./scan.ts";

// ---- Categories --------------------------------------------------------------------------------------------

/** Ends a statement: a line end, in the main text or in a string that was not closed. */
export const LineEnd = category("LineEnd");
/** Where a name may stand: keywords are accepted there too. */
export const Name = category("Name");
/** Any token of bare text: everything but line ends, `;`, parentheses and braces. */
export const Bare = category("Bare");
/** Any token of one bare call argument: the tokens of bare text but commas and whole strings. */
export const Word = category("Word");
/** A piece of a double-quoted or triple-quoted string. */
export const TextPiece = category("TextPiece");
export const LogLevel = category("LogLevel");
/** A body or text of many lines, or what was meant to be one: never a part of bare text. */
export const Bulk = category("Bulk");

function category(name: string): TokenType {
  return createToken({ name, pattern: Lexer.NA });
}

/**
 * Hints for patterns that may start with nearly anything. The lexer looks at the first character before it tries a
 * pattern; beyond Latin-1 it knows characters in groups of 255 only, so one of each group stands for all.
 */
function anythingBut(excluded: string): number[] {
  const codes = Array.from({ length: 256 }, (_, code) => code);
  for (let code = 256; code < 0x10000; code += 255) codes.push(code);
  codes.push(0xffff);
  return codes.filter((code) => !excluded.includes(String.fromCharCode(code)));
}

// ---- Layout ------------------------------------------------------------------------------------------------

export const WhiteSpace = createToken({
  name: "WhiteSpace",
  pattern: /[^\S\n]+/,
  start_chars_hint: [..." \t\r\v\f\u00a0\u1680\u2000\u2028\u202f\u205f\u3000\ufeff"],
  group: Lexer.SKIPPED,
});

export const Newline = createToken({
  name: "Newline",
  pattern: /\n/,
  categories: LineEnd,
  line_breaks: true,
});

/** A whole line: a `#` after other tokens is no comment. */
export const Comment = createToken({
  name: "Comment",
  pattern: (text, offset, tokens) => {
    if (text[offset] !== "#") return null;
    const last = tokens[tokens.length - 1]?.tokenType;
    if (last !== undefined && last !== Newline && last !== StringBreak) return null;
    const end = text.indexOf("\n", offset);
    return [text.slice(offset, end === -1 ? undefined : end).trimEnd()];
  },
  start_chars_hint: ["#"],
  line_breaks: false,
  group: "comments",
});

/** A backslash at the end of a line: the statement goes on. */
export const Continuation = createToken({
  name: "Continuation",
  pattern: /\\[^\S\n]*\n/,
  line_breaks: true,
  categories: [Bare],
});

// ---- Words -------------------------------------------------------------------------------------------------

export const Identifier = createToken({
  name: "Identifier",
  pattern: /[A-Za-z_]\w*/,
  categories: [Name, Bare, Word],
});

/** `alias.name`, also the key of a config entry. */
export const Dotted = createToken({
  name: "Dotted",
  pattern: /[A-Za-z_]\w*\.[A-Za-z_]\w*(?![^\s"'`(){}[\],;=<>|&!$\\-]|-(?!>))/,
  categories: [Bare, Word],
});

export const Integer = createToken({ name: "Integer", pattern: /\d+/, categories: [Bare, Word] });

/** Any other run of characters without a meaning of their own: `--flag`, `./x`, `3.5`, `a-b`. */
export const Chunk = createToken({
  name: "Chunk",
  pattern: /(?:[^\s"'`(){}[\],;=<>|&!$\\-]+|-(?!>))+/,
  start_chars_hint: anythingBut(" \t\r\n\"'`(){}[],;=<>|&!$\\"),
  categories: [Bare, Word],
});

Dotted.LONGER_ALT = [Chunk];
Identifier.LONGER_ALT = [Dotted, Chunk];
Integer.LONGER_ALT = [Chunk];

interface KeywordOptions {
  /** Only where this follows: a word that is a keyword in one shape of statement. */
  readonly before?: RegExp;
  readonly categories?: readonly TokenType[];
}

/** A word that opens a clause. It is also a name, and before `=` or `<-` it is nothing else. */
function keyword(text: string, { before, categories = [] }: KeywordOptions = {}): TokenType {
  const follows = before ? `(?=${before.source})` : "(?![ \\t]*(?:<-|=(?![=~>])))";
  return createToken({
    name: `${text[0]?.toUpperCase()}${text.slice(1)}`,
    pattern: new RegExp(`${text}(?!\\w)${follows}`),
    label: `'${text}'`,
    longer_alt: [Dotted, Chunk],
    categories: [Name, Bare, Word, ...categories],
  });
}

export const Import = keyword("import");
export const As = keyword("as");
export const Config = keyword("config");
export const Channel = keyword("channel");
export const Const = keyword("const");
export const Export = keyword("export");
export const Rule = keyword("rule");
export const Workflow = keyword("workflow");
export const Script = keyword("script");
export const Run = keyword("run");
export const Async = keyword("async");
export const Ensure = keyword("ensure");
export const Prompt = keyword("prompt");
export const Returns = keyword("returns");
export const Return = keyword("return");
export const Fail = keyword("fail");
export const Log = keyword("log", { categories: [LogLevel] });
export const Logerr = keyword("logerr", { categories: [LogLevel] });
export const Logwarn = keyword("logwarn", { categories: [LogLevel] });
export const Match = keyword("match");
export const If = keyword("if");
export const Else = keyword("else");
export const For = keyword("for", { before: /[ \t]+[A-Za-z_]\w*[ \t]+in[ \t]+[A-Za-z_]\w*[ \t]*\{/ });
export const In = keyword("in");
export const Catch = keyword("catch");
export const Recover = keyword("recover");
export const On = keyword("on");
export const With = keyword("with");
export const Timeout = keyword("timeout");
export const Retry = keyword("retry");
export const True = keyword("true");
export const False = keyword("false");

const keywords = [
  ...[
    Import,
    As,
    Config,
    Channel,
    Const,
    Export,
    Rule,
    Workflow,
    Script,
    Run,
    Async,
    Ensure,
    Prompt,
    Returns,
  ],
  ...[Return, Fail, Logwarn, Logerr, Log, Match, If, Else, For, In, Catch, Recover, On, With, Timeout, Retry],
  ...[True, False],
];

// ---- Punctuation -------------------------------------------------------------------------------------------

function mark(name: string, text: string, ...categories: TokenType[]): TokenType {
  return createToken({ name, pattern: text, label: `'${text}'`, categories });
}

export const LeftBrace = mark("LeftBrace", "{");
export const RightBrace = mark("RightBrace", "}");
export const LeftParen = mark("LeftParen", "(");
export const RightParen = mark("RightParen", ")");
export const LeftBracket = mark("LeftBracket", "[", Bare, Word);
export const RightBracket = mark("RightBracket", "]", Bare, Word);
export const Comma = mark("Comma", ",", Bare);
export const Semicolon = mark("Semicolon", ";");
export const Send = mark("Send", "<-", Bare, Word);
export const Arrow = mark("Arrow", "->", Bare, Word);
export const FatArrow = mark("FatArrow", "=>", Bare, Word);
export const Equal = mark("Equal", "==", Bare, Word);
export const NotEqual = mark("NotEqual", "!=", Bare, Word);
export const Matches = mark("Matches", "=~", Bare, Word);
export const NotMatches = mark("NotMatches", "!~", Bare, Word);
export const Assign = mark("Assign", "=", Bare, Word);
export const Pipe = mark("Pipe", "|", Bare, Word);

/** Whatever fits nothing else, so that the lexer never fails. */
export const Other = createToken({
  name: "Other",
  pattern: /./,
  start_chars_hint: anythingBut("\r\n"),
  categories: [Bare, Word],
  line_breaks: false,
});

const marks = [
  ...[Send, Arrow, FatArrow, Equal, NotEqual, Matches, NotMatches, Assign, Pipe, Comma, Semicolon],
  ...[LeftParen, RightParen, LeftBrace, RightBrace, LeftBracket, RightBracket],
];

// ---- Interpolation -----------------------------------------------------------------------------------------

/** `${name}` or `${name.field}`. */
export const Reference = createToken({
  name: "Reference",
  pattern: /\$\{[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?\}/,
  categories: [Bare, Word, TextPiece],
});

/** The `${` of `${run f()}`; what follows is lexed as a call up to its own `}`. */
export const InlineOpen = custom("InlineOpen", matchInlineOpen, ["$"], { push_mode: "interpolation" });

export const InlineClose = createToken({ name: "InlineClose", pattern: "}", pop_mode: true });

/** `${run …` that is no call: the content rules name it. */
export const BadInline = custom("BadInline", matchBadInline, ["$"], { categories: [Bare, Word, TextPiece] });

export const Dollar = createToken({
  name: "Dollar",
  pattern: /\$[A-Za-z_]\w*/,
  categories: [Bare, Word, TextPiece],
});

/** A `$` that reads nothing: plain text, or a shell form that the content rules refuse. */
export const ShellForm = createToken({
  name: "ShellForm",
  pattern: /\$(?:\{(?:\d+\}|#|[A-Za-z_]\w*(?::[-+=?]|%%|\/\/))|\(|\d)?/,
  categories: [TextPiece],
});

/** The same in the main text, where the whole `${…}` must be one token so that its braces count for nothing. */
export const BareShellForm = createToken({
  name: "BareShellForm",
  pattern: /\$(?:\{[^}\n]*\}?|\d)?/,
  categories: [Bare, Word],
});

const interpolations = [Reference, InlineOpen, BadInline, Dollar];

// ---- Strings -----------------------------------------------------------------------------------------------

/** A string without escapes and interpolations: nearly all of them, and one token instead of three. */
export const PlainString = createToken({
  name: "PlainString",
  pattern: /"[^"\\$\n]*"/,
  categories: Bare,
});

export const StringOpen = createToken({
  name: "StringOpen",
  pattern: '"',
  push_mode: "string",
  categories: Bare,
});
export const StringClose = createToken({
  name: "StringClose",
  pattern: '"',
  pop_mode: true,
  categories: Bare,
});

/** The line ends inside a string: the string is not closed, and the statement is over. */
export const StringBreak = createToken({
  name: "StringBreak",
  pattern: /\n/,
  pop_mode: true,
  line_breaks: true,
  categories: LineEnd,
});

export const StringText = createToken({
  name: "StringText",
  pattern: /[^"\\$\n]+/,
  start_chars_hint: anythingBut('"\\$\n'),
  categories: [Bare, TextPiece],
});

export const Escape = createToken({
  name: "Escape",
  pattern: /\\[^\n]?/,
  categories: [Bare, TextPiece],
});

export const SingleQuoted = createToken({
  name: "SingleQuoted",
  pattern: /'[^'\n]*'/,
  categories: [Bare, Word],
});

export const TripleOpen = custom("TripleOpen", matchTripleOpen, ['"'], {
  push_mode: "triple",
  line_breaks: true,
  categories: Bulk,
});

export const TripleClose = createToken({
  name: "TripleClose",
  pattern: (text, offset) => {
    if (text[offset - 1] !== "\n") return null;
    tripleClose.lastIndex = offset;
    const found = tripleClose.exec(text);
    return found && [found[0]];
  },
  start_chars_hint: ['"', " ", "\t"],
  line_breaks: false,
  pop_mode: true,
});

const tripleClose = /[^\S\n]*"""/y;

export const TripleText = createToken({
  name: "TripleText",
  pattern: /[^\\$\n]+/,
  start_chars_hint: anythingBut("\\$\n"),
  categories: TextPiece,
});
export const TripleEscape = createToken({ name: "TripleEscape", pattern: /\\\$?/, categories: TextPiece });
export const TripleLine = createToken({
  name: "TripleLine",
  pattern: /\n/,
  line_breaks: true,
  categories: TextPiece,
});

/** `"""` with text behind it; up to its closing line where there is one. */
export const BadTriple = custom("BadTriple", matchBadTriple, ['"'], { line_breaks: true, categories: Bulk });
/** `"""` without a closing line; up to the next definition. */
export const UnterminatedTriple = custom("UnterminatedTriple", matchUnterminatedTriple, ['"'], {
  line_breaks: true,
  categories: Bulk,
});

// ---- Scripts, patterns, schemas ----------------------------------------------------------------------------

export const Backtick = createToken({ name: "Backtick", pattern: /`[^`\n]*`/, categories: [Bare, Word] });
export const UnclosedBacktick = createToken({
  name: "UnclosedBacktick",
  pattern: /`[^`\n]*/,
  categories: [Bare],
});

/** A whole fenced body, from the opening to the closing backticks. */
export const Fence = custom("Fence", matchFence, ["`"], { line_breaks: true, categories: Bulk });
export const OneLineFence = custom("OneLineFence", matchOneLineFence, ["`"], { categories: Bulk });
export const UnterminatedFence = custom("UnterminatedFence", matchUnterminatedFence, ["`"], {
  line_breaks: true,
  categories: Bulk,
});

/** `/source/`, only where a pattern may stand. */
export const Regex = createToken({
  name: "Regex",
  pattern: (text, offset, tokens) => {
    const last = tokens[tokens.length - 1]?.tokenType;
    if (last !== undefined && !beforeRegex().has(last)) return null;
    regexLiteral.lastIndex = offset;
    const found = regexLiteral.exec(text);
    return found && [found[0]];
  },
  start_chars_hint: ["/"],
  line_breaks: false,
  categories: [Bare, Word],
});

const regexLiteral = /\/(?:[^/\\\n]|\\[^\n])*\//y;
let regexLeaders: ReadonlySet<TokenType> | undefined;
const beforeRegex = () =>
  (regexLeaders ??= new Set([Newline, StringBreak, LeftBrace, Semicolon, Pipe, Matches, NotMatches]));

/** The string after `returns`, the only one that may span lines. */
export const SchemaText = custom("SchemaText", matchSchema(Returns), ['"'], { line_breaks: true });
export const UnclosedSchema = custom("UnclosedSchema", matchUnclosedSchema(Returns), ['"'], {});

function custom(
  name: string,
  pattern: NonNullable<ITokenConfig["pattern"]>,
  startsWith: string[],
  options: Partial<ITokenConfig>,
): TokenType {
  return createToken({ name, pattern, start_chars_hint: startsWith, line_breaks: false, ...options });
}

// ---- Modes -------------------------------------------------------------------------------------------------

const bodies = [OneLineFence, Fence, UnterminatedFence, Backtick, UnclosedBacktick];
const strings = [
  ...[SchemaText, UnclosedSchema, TripleOpen, BadTriple, UnterminatedTriple],
  ...[PlainString, StringOpen, SingleQuoted],
];
const words = [...keywords, Identifier, Integer, Chunk, Dotted];
const main = (brace: TokenType[]) => [
  ...[WhiteSpace, Newline, Comment, ...strings, ...bodies, ...interpolations, BareShellForm, Regex],
  ...[Continuation, ...brace, ...marks, ...words, Other],
];

export const modes = {
  main: main([]),
  interpolation: main([InlineClose]).filter((token) => token !== RightBrace),
  string: [...interpolations, ShellForm, StringText, Escape, StringClose, StringBreak],
  triple: [TripleClose, ...interpolations, ShellForm, TripleText, TripleEscape, TripleLine],
};

/** Every token type and category, as the parser wants them. */
export const vocabulary: TokenType[] = [
  ...new Set([...Object.values(modes).flat(), LineEnd, Name, Bare, Word, TextPiece, LogLevel, Bulk]),
];

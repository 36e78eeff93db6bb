import type { CustomPatternMatcherFunc, IToken, TokenType } from "chevrotain";

/** What a pattern function of the lexer gives back: the matched text, or null. */
type Match = [string] | null;

// ---- Bodies that span lines --------------------------------------------------------------------------------

const definition = /^(?:\}|(?:export[ \t]+)?(?:rule|workflow|script|channel|import|config)\b)/gm;
const tripleLine = /^[^\S\n]*"""/gm;
const fenceLine = /^[^\S\n]*```/gm;

/**
 * A function that finds the first match of `pattern` at or after an offset. It searches each text once, whoever
 * asks how often: an opener that is never closed costs no scan of the rest of the file.
 */
function landmarks(pattern: RegExp): (text: string, from: number) => RegExpExecArray | undefined {
  let known: { text: string; found: readonly RegExpExecArray[] } | undefined;
  return (text, from) => {
    if (known?.text !== text) known = { text, found: [...text.matchAll(pattern)] };
    const { found } = known;
    let low = 0;
    let high = found.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((found[middle]?.index ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return found[low];
  };
}

const nextDefinition = landmarks(definition);
const nextTriple = landmarks(tripleLine);
const nextFence = landmarks(fenceLine);

function closeEnd(closer: RegExpExecArray | undefined): number {
  return closer ? closer.index + closer[0].length : -1;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

/** Where to go on after a body without an end: the line end before the next definition or closing brace. */
function resumeAfter(text: string, from: number): number {
  const found = nextDefinition(text, lineEnd(text, from));
  return found ? Math.max(found.index - 1, from) : text.length;
}

const openingLine = /"""[^\S\n]*(?:\n|$)/y;
const tripleOnOneLine = /"""[^\n]*?"""/y;
const fenceOnOneLine = /```[^\n]*?```/y;

/** The end of a match of a sticky `pattern` at `offset`; -1 when there is none. */
function endOf(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function slice(text: string, offset: number, end: number): Match {
  return end === -1 ? null : [text.slice(offset, end)];
}

export const matchTripleOpen: CustomPatternMatcherFunc = (text, offset): Match => {
  const end = endOf(openingLine, text, offset);
  return end !== -1 && nextTriple(text, end) ? slice(text, offset, end) : null;
};

export const matchBadTriple: CustomPatternMatcherFunc = (text, offset): Match => {
  if (!text.startsWith('"""', offset) || endOf(openingLine, text, offset) !== -1) return null;
  const onLine = endOf(tripleOnOneLine, text, offset);
  if (onLine !== -1) return slice(text, offset, onLine);
  const end = lineEnd(text, offset);
  const closed = closeEnd(nextTriple(text, end));
  return slice(text, offset, closed === -1 || closed > resumeAfter(text, offset) ? end : closed);
};

export const matchUnterminatedTriple: CustomPatternMatcherFunc = (text, offset): Match =>
  text.startsWith('"""', offset) ? slice(text, offset, resumeAfter(text, offset)) : null;

/** Tried before the others: a fence that is closed on its own line is none. */
export const matchOneLineFence: CustomPatternMatcherFunc = (text, offset): Match =>
  slice(text, offset, endOf(fenceOnOneLine, text, offset));

export const matchFence: CustomPatternMatcherFunc = (text, offset): Match =>
  text.startsWith("```", offset)
    ? slice(text, offset, closeEnd(nextFence(text, lineEnd(text, offset))))
    : null;

export const matchUnterminatedFence: CustomPatternMatcherFunc = (text, offset): Match =>
  text.startsWith("```", offset) ? slice(text, offset, resumeAfter(text, offset)) : null;

// ---- Inline captures ---------------------------------------------------------------------------------------

const inlineStart = /\$\{[ \t]*(?:run|ensure)[ \t]+[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?[ \t]*\(/y;
const inlineEnd = /\)[ \t]*\}/y;
const inlineWord = /\$\{[ \t]*(?:run|ensure)(?!\w)/y;

/** Matches `${` when a whole call with its `}` follows on the line; quotes inside belong to the call. */
export const matchInlineOpen: CustomPatternMatcherFunc = (text, offset): Match => {
  let at = endOf(inlineStart, text, offset);
  if (at === -1) return null;
  for (let depth = 1, quoted = false; at < text.length; at++) {
    const char = text[at];
    if (char === "\n") return null;
    if (char === "$" && endOf(inlineWord, text, at) !== -1) return null;
    if (char === "\\" && quoted) at++;
    else if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === "{" && text[at - 1] !== "$") return null;
    else if (char === "(") depth++;
    else if (char === ")" && --depth === 0) break;
  }
  return endOf(inlineEnd, text, at) === -1 ? null : ["${"];
};

/** Matches `${run …` that `matchInlineOpen` refused, up to its `}`, else to the end of the line. */
export const matchBadInline: CustomPatternMatcherFunc = (text, offset): Match => {
  if (endOf(inlineWord, text, offset) === -1) return null;
  const end = lineEnd(text, offset);
  for (let at = offset + 1, depth = 0; at < end; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return [text.slice(offset, at + 1)];
  }
  return [text.slice(offset, end)];
};

// ---- Schemas -----------------------------------------------------------------------------------------------

/** A line that goes on with a schema: a field, punctuation, or nothing. Any other shows that a quote is missing. */
const schemaLine = /^[\s{},]*(?:$|["\\]|\w+\s*:)/;

function schemaEnd(text: string, offset: number): number {
  for (let at = offset + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at + 1;
    else if (text[at] === "\n" && !schemaLine.test(text.slice(at + 1, lineEnd(text, at + 1)))) return -1;
  }
  return -1;
}

/** A string opens here, and it is that of `returns`. */
function opensSchema(text: string, offset: number, tokens: IToken[], returns: TokenType): boolean {
  return text[offset] === '"' && tokens[tokens.length - 1]?.tokenType === returns;
}

export const matchSchema =
  (returns: TokenType): CustomPatternMatcherFunc =>
  (text, offset, tokens): Match =>
    opensSchema(text, offset, tokens, returns) ? slice(text, offset, schemaEnd(text, offset)) : null;

export const matchUnclosedSchema =
  (returns: TokenType): CustomPatternMatcherFunc =>
  (text, offset, tokens): Match =>
    opensSchema(text, offset, tokens, returns) ? slice(text, offset, lineEnd(text, offset)) : null;

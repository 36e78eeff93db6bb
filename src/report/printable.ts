// Text that the tool did not write itself reaches a terminal only through this file.

const lineEnd = /\r\n?/g;
const colour = /\x1b\[[0-9;:]*m/g;
/** C0 but tab and newline, DEL, and C1, where a single character can open a control sequence too. */
const control = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

/** Several lines: colours are dropped, other control characters shown as `\x1b`, line ends made one kind. */
export function printable(text: string): string {
  return visible(text.replace(lineEnd, "\n").replace(colour, ""));
}

/** Shows control characters but tab and newline as text, so that no terminal obeys them. */
export function visible(text: string): string {
  return text.replace(control, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

/** One line: whitespace runs become single spaces. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** The first `limit` characters, never half a character, and `...` where there are more. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Twice as many units as characters wanted are enough, however long the text is.
  const chars = Array.from(text.slice(0, 2 * limit + 2));
  return chars.length > limit ? `${chars.slice(0, limit).join("")}...` : text;
}

/** The text with a line end, which it may lack. */
export function wholeLines(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}

/**
 * Wraps text in colour codes, or leaves it alone where colour is off. Every style of a tree ends with a full reset, so
 * that nothing of a line reaches the next one.
 */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

export function createStyle(color: boolean): Style {
  const code = (number: number) => (text: string) =>
    color && text !== "" ? `\x1b[${number}m${text}\x1b[0m` : text;
  return { bold: code(1), dim: code(2), red: code(31), green: code(32), yellow: code(33) };
}

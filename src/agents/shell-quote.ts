/** One word as a bash user would write it: for reading and copying, never for running. */
export function shellQuote(word: string): string {
  if (word === "") return "''";
  if (/[\x00-\x1f\x7f]/.test(word)) return `$'${word.replace(/[\x00-\x1f\x7f'\\]/g, escaped)}'`;
  return word.replace(/[^A-Za-z0-9_./:@=,+%-]/gu, "\\$&");
}

export function shellQuoteAll(words: readonly string[]): string {
  return words.map(shellQuote).join(" ");
}

const named: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\t": "\\t",
  "\r": "\\r",
  "'": "\\'",
  "\\": "\\\\",
};

function escaped(char: string): string {
  return named[char] ?? `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`;
}

/**
 * For each line of a bash text whether it starts as code: outside quoted strings and here-documents. An approximation
 * by one pass over the characters, with no claim to know all of bash.
 */
export function startsInCode(lines: readonly string[]): boolean[] {
  const lastIndex = new Map(
    lines.flatMap((line, index) => [[line, index] as const, [line.replace(/^\t+/, ""), index]]),
  );
  const pending: HereDocument[] = [];
  let quote: Quote = "none";
  return lines.map((line, index) => {
    const [document] = pending;
    if (document) {
      if ((document.tabs ? line.replace(/^\t+/, "") : line) === document.end) pending.shift();
      return false;
    }
    const startsInCode = quote === "none";
    const scanned = scanLine(line, quote);
    quote = scanned.quote;
    // A shift in arithmetic looks like a here-document, but no line ends it.
    pending.push(...scanned.documents.filter(({ end }) => (lastIndex.get(end) ?? -1) > index));
    return startsInCode;
  });
}

type Quote = "none" | "single" | "ansi" | "double";

interface HereDocument {
  readonly end: string;
  /** `<<-`: tabs before the end line are ignored. */
  readonly tabs: boolean;
}

const tokens = {
  none: /\\.|\$?'|"|(?:^|(?<=[\s;&|()]))#.*|<<<|<<(-?)\s*(?:'([^']*)'|"([^"]*)"|\\?([\w.-]+))/g,
  single: /'/g,
  ansi: /\\.|'/g,
  double: /\\.|"/g,
} satisfies Record<Quote, RegExp>;

function scanLine(line: string, start: Quote): { quote: Quote; documents: HereDocument[] } {
  const documents: HereDocument[] = [];
  let quote = start;
  for (let at = 0; ; ) {
    const pattern = tokens[quote];
    pattern.lastIndex = at;
    const match = pattern.exec(line);
    if (!match) return { quote, documents };
    at = pattern.lastIndex;
    const end = match[2] ?? match[3] ?? match[4];
    if (end !== undefined) documents.push({ end, tabs: match[1] === "-" });
    quote = nextQuote(quote, match[0]);
  }
}

function nextQuote(quote: Quote, token: string): Quote {
  if (quote !== "none") return token.startsWith("\\") ? quote : "none";
  if (token === "'") return "single";
  if (token === "$'") return "ansi";
  return token === '"' ? "double" : "none";
}

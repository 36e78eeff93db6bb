/** Replaces what differs from run to run by the placeholders that the pages use. */
export function normalise(text: string, dir: string): string {
  return text
    .replaceAll(/[^\s"]*\/\.jaiph\/runs\/\d{4}-\d\d-\d\d\/\d\d-\d\d-\d\d-[^/\s"]+/g, "<run>")
    .replaceAll(dir, "<dir>")
    .replaceAll(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "<id>")
    .replaceAll(/<id>:\d+:/g, "<id>:<pid>:")
    .replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "<ts>")
    .replaceAll(/"elapsed_ms": ?\d+/g, '"elapsed_ms":<ms>')
    .replaceAll(/\((running )?(\d+m )?\d+(\.\d+)?s\)/g, "($1<time>)");
}

/** The lines of a text without blank lines at its end. */
export function lines(text: string): string[] {
  const trimmed = text.replace(/\s+$/, "");
  return trimmed === "" ? [] : trimmed.split("\n");
}

/** Whether `actual` is `expected`, where a line `...` stands for any number of lines. */
export function matches(expected: readonly string[], actual: readonly string[]): boolean {
  const [head = [], ...rest] = segments(expected);
  const tail = rest.pop();
  if (!startsAt(head, actual, 0)) return false;
  if (tail === undefined) return actual.length === head.length;
  let at = head.length;
  for (const segment of rest) {
    while (at <= actual.length - segment.length && !startsAt(segment, actual, at)) at++;
    at += segment.length;
  }
  return actual.length - tail.length >= at && startsAt(tail, actual, actual.length - tail.length);
}

/** The same for lines that come in any order. */
export function matchesAnyOrder(expected: readonly string[], actual: readonly string[]): boolean {
  const left = [...actual];
  for (const line of expected) {
    const at = left.indexOf(line);
    if (at !== -1) left.splice(at, 1);
    else if (line !== "...") return false;
  }
  return left.length === 0 || expected.includes("...");
}

function segments(expected: readonly string[]): string[][] {
  const found: string[][] = [[]];
  for (const line of expected)
    if (line === "...") found.push([]);
    else found.at(-1)?.push(line);
  return found;
}

function startsAt(segment: readonly string[], actual: readonly string[], at: number): boolean {
  return segment.every((line, index) => actual[at + index] === line);
}

/** Both texts in one, with `-` before lines that are only expected and `+` before those that only came. */
export function diff(expected: readonly string[], actual: readonly string[]): string {
  const shown: string[] = [];
  const left = [...actual];
  for (const [index, line] of expected.entries()) {
    const at = line === "..." ? skipped(expected[index + 1], left) : left.indexOf(line);
    if (line !== "...") shown.push(...left.splice(0, Math.max(at, 0)).map((came) => `+ ${came}`));
    shown.push(at === -1 ? `- ${line}` : `  ${line}`);
    left.splice(0, line === "..." ? at : Math.min(at + 1, 1));
  }
  return [...shown, ...left.map((came) => `+ ${came}`)].join("\n");
}

/** How many lines a `...` stands for when `next` follows it. */
function skipped(next: string | undefined, actual: readonly string[]): number {
  const at = next === undefined ? -1 : actual.indexOf(next);
  return at === -1 ? actual.length : at;
}

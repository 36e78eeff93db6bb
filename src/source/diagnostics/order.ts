import type { Diagnostic } from "./registry.ts";

/** By file and position; what several stages say about one place in the same words is told once. */
export function orderDiagnostics(list: readonly Diagnostic[]): Diagnostic[] {
  const ordered = [...list].sort(
    (a, b) => compare(a.file, b.file) || a.span.start - b.span.start || a.span.end - b.span.end,
  );
  const seen = new Set<string>();
  return ordered.filter(({ file, span, message }) => {
    const key = `${file}\0${span.start}\0${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

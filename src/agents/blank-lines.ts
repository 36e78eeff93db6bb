/** Removes the lines at both ends that hold nothing but white space; everything between them stays as it is. */
export function trimBlankLines(text: string): string {
  const first = text.search(/\S/);
  if (first < 0) return "";
  const start = text.lastIndexOf("\n", first) + 1;
  const last = text.trimEnd().length;
  const end = text.indexOf("\n", last);
  return text.slice(start, end < 0 ? text.length : end);
}

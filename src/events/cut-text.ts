/** The beginning of a text, at most so many bytes of UTF-8, in whole characters. Costs no more than what it returns. */
export function cutBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text.slice(0, limit + 1));
  if (bytes.length <= limit) return text;
  let end = limit;
  while (end > 0 && isContinuation(bytes[end])) end--;
  return bytes.toString("utf8", 0, end);
}

/** The beginning of a text, at most so many UTF-16 units, in whole characters. */
export function cutUnits(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  const splits = last >= 0xd800 && last < 0xdc00;
  return text.slice(0, splits ? limit - 1 : limit);
}

/** Decodes bytes that may begin within a character: its remaining bytes are left out. */
export function decodeFromMiddle(bytes: Buffer): string {
  let start = 0;
  while (start < 3 && isContinuation(bytes[start])) start++;
  return bytes.toString("utf8", start);
}

function isContinuation(byte = 0): boolean {
  return (byte & 0xc0) === 0x80;
}

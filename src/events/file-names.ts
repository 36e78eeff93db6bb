import { cutBytes } from "./cut-text.ts";

/** A file name may have 255 bytes on common systems; number, module, name and ending share them. */
const longestPart = 100;

/** `000003-deploy__run_migrations`: unique by its number, harmless whatever the names are. */
export function stepFileName(seq: number, module: string, name: string): string {
  return `${String(seq).padStart(6, "0")}-${part(module)}__${part(name)}`;
}

export function inboxFileName(sequence: string, channel: string): string {
  return `${part(sequence)}-${part(channel)}.txt`;
}

function part(text: string): string {
  return text.replace(/[^A-Za-z0-9_.-]/g, "_").slice(0, longestPart);
}

/** `14-30-00-deploy.jh` in its day's folder. The source keeps its characters, so that people find their file. */
export function runDirectoryName(
  start: Date,
  source: string,
): { readonly day: string; readonly name: string } {
  const [day = "", time = ""] = start.toISOString().split(/[T.]/);
  const safe = cutBytes(source.replace(/[/\\\x00-\x1f\x7f]/g, "_"), 2 * longestPart);
  return { day, name: `${time.replaceAll(":", "-")}-${safe}` };
}

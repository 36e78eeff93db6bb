import { isUtf8 } from "node:buffer";
import { type Diagnostic, type FileId, report, SourceFile } from "../source/index.ts";

export interface Decoded {
  readonly source: SourceFile;
  /** Why this is no program text. The source then shows what there is. */
  readonly diagnostic?: Diagnostic;
}

/** The text of a file: UTF-8, without the byte order mark that some editors write. */
export function decode(file: FileId, bytes: Uint8Array): Decoded {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  const source = new SourceFile(file, text.startsWith("\ufeff") ? text.slice(1) : text);
  const nul = source.text.indexOf("\0");
  if (nul !== -1)
    return { source, diagnostic: report("file-binary", file, { start: nul, end: nul + 1 }, {}) };
  if (isUtf8(bytes)) return { source };
  const at = source.text.indexOf("\ufffd");
  return { source, diagnostic: report("file-not-utf8", file, { start: at, end: at + 1 }, {}) };
}

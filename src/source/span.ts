/** An absolute path; the identity of a source file. */
export type FileId = string & { readonly __brand: "FileId" };

export function fileId(absolutePath: string): FileId {
  return absolutePath as FileId;
}

/**
 * A half-open range of UTF-16 offsets in one file. The file itself is known by whoever holds the node
 * (its module): a compiled module can then be cached by content, whatever its path.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** 1-based; columns count UTF-16 code units of the raw line, a tab is one. */
export interface Position {
  readonly line: number;
  readonly col: number;
}

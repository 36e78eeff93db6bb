/** What loading a program needs of a file system. */
export interface Files {
  /** The bytes of a file. Never throws: what can go wrong is a value. */
  read(path: string): FileContent;
  /** Whether a file (not a directory) stands there; a broken link is missing. */
  kind(path: string): FileKind;
}

type FileKind = "file" | "directory" | "missing";

export type FileContent = { readonly ok: true; readonly bytes: Uint8Array } | UnreadableFile;

export interface UnreadableFile {
  readonly ok: false;
  readonly problem: "missing" | "directory" | "unreadable" | "too-large";
  /** What the operating system says; empty when the problem says it all. */
  readonly reason: string;
}

/** No program is larger. Whatever claims to be is a mistake that must not eat the memory. */
export const fileSizeLimit = 50 * 1000 * 1000;

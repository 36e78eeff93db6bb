import { closeSync, fchmodSync, mkdirSync, openSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Extracted, ScriptFile } from "./extracted.ts";
import { type WriteFailure, writeFailure } from "./write-failure.ts";

/**
 * Writes every script below `dir`, which is created, replacing what is there. Stops at the first failure; the file
 * that failed is then not there.
 */
export function writeScripts(extracted: Extracted, dir: string): WriteFailure | undefined {
  try {
    mkdirSync(dir, { recursive: true });
  } catch (error) {
    return writeFailure(`cannot create the script directory ${dir}`, error);
  }
  for (const file of extracted.files) {
    const failed = writeScript(file, join(dir, file.fileName));
    if (failed) return failed;
  }
  return undefined;
}

function writeScript({ content, stepName }: ScriptFile, path: string): WriteFailure | undefined {
  let bytes: string | Uint8Array;
  try {
    bytes = typeof content === "string" ? content : withFinalNewline(readFileSync(content.copyOf));
  } catch (error) {
    return writeFailure(`cannot read the imported script "${stepName}"`, error);
  }
  try {
    writeExecutable(path, bytes);
  } catch (error) {
    return writeFailure(`cannot write the script file ${path}`, error);
  }
  return undefined;
}

function writeExecutable(path: string, bytes: string | Uint8Array): void {
  const fd = openNew(path);
  try {
    writeFileSync(fd, bytes);
    // The mode given to open is cut by the umask.
    fchmodSync(fd, 0o755);
  } catch (error) {
    unlinkSync(path);
    throw error;
  } finally {
    closeSync(fd);
  }
}

/** Always a new file: another run may be executing the one that stands there, and bash reads as it goes. */
function openNew(path: string): number {
  try {
    return openSync(path, "wx", 0o755);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
    unlinkSync(path);
    return openSync(path, "wx", 0o755);
  }
}

function withFinalNewline(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === 0x0a ? bytes : Buffer.concat([bytes, Buffer.from("\n")]);
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

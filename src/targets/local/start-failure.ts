import { statSync } from "node:fs";
import type { ScriptJob } from "../target.ts";

/** Says in the user's words why the system refused to start a script. */
export function explainStartFailure(error: Error, job: ScriptJob): string {
  const code = "code" in error ? String(error.code) : "";
  if (code in reasons) return reasons[code as keyof typeof reasons](job);
  if (code === "ERR_INVALID_ARG_VALUE") return nulReason(job);
  return `cannot start ${job.file}: ${error.message}`;
}

const reasons = {
  ENOENT: (job) =>
    missingDirectory(job) ??
    (exists(job.file)
      ? `cannot start ${job.file}: the interpreter of its first line does not exist`
      : `script file not found: ${job.file}`),
  ENOTDIR: (job) => missingDirectory(job) ?? `script file not found: ${job.file}`,
  EACCES: (job) =>
    `cannot start ${job.file}: permission denied (for the file, its interpreter or ${job.cwd})`,
  E2BIG: (job) =>
    `cannot start ${job.file}: its arguments and environment are too long for this system (${argumentBytes(job)} bytes of arguments)`,
  ENOEXEC: (job) => `cannot start ${job.file}: it is no executable and has no #! line`,
  ETXTBSY: (job) => `cannot start ${job.file}: another process is still writing it`,
  EAGAIN: (job) => `cannot start ${job.file}: the system allows no more processes`,
  EMFILE: (job) => `cannot start ${job.file}: this process has too many open files`,
  ENFILE: (job) => `cannot start ${job.file}: the system has too many open files`,
  ENOMEM: (job) => `cannot start ${job.file}: out of memory`,
} satisfies Record<string, (job: ScriptJob) => string>;

function missingDirectory(job: ScriptJob): string | undefined {
  if (statSync(job.cwd, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  return `working directory not found: ${job.cwd}`;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function argumentBytes(job: ScriptJob): number {
  return job.args.reduce((sum, arg) => sum + Buffer.byteLength(arg) + 1, 0);
}

function nulReason(job: ScriptJob): string {
  const argument = job.args.findIndex((arg) => arg.includes("\0"));
  if (argument !== -1) return `argument ${argument + 1} of the script holds a NUL character`;
  const variable = Object.entries(job.env).find(([, value]) => value.includes("\0"));
  return variable
    ? `environment variable ${variable[0]} holds a NUL character`
    : `cannot start ${job.file}: a NUL character in its path or working directory`;
}

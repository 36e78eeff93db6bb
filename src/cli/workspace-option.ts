import { statSync } from "node:fs";
import { resolve } from "node:path";

export type WorkspaceOption =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly error: string };

/** The directory that `--workspace` names; undefined when the flag is not given. */
export function workspaceOption(path: string | undefined): WorkspaceOption | undefined {
  if (path === undefined) return undefined;
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return { ok: false, error: `--workspace path does not exist: ${path}` };
  if (!stat.isDirectory()) return { ok: false, error: `--workspace path is not a directory: ${path}` };
  return { ok: true, path: resolve(path) };
}

import { randomUUID } from "node:crypto";
import {
  access,
  chmod,
  constants,
  cp,
  lstat,
  mkdir,
  realpath,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import { userInfo } from "node:os";
import { join, resolve } from "node:path";
import type { PromptRequest } from "../agent.ts";

const sessionFolder = "session-env";

/**
 * The environment for Claude, which keeps its sessions below its configuration directory and gives up when it cannot.
 * Where that directory is read-only, a copy in the workspace takes its place, with a warning.
 */
export async function claudeEnvironment(
  { env, cwd, workspace }: PromptRequest,
  warn: (text: string) => void,
): Promise<PromptRequest["env"]> {
  const own = resolve(cwd, env["CLAUDE_CONFIG_DIR"] || join(env["HOME"] || homeOfUser(), ".claude"));
  if (await holdsSessions(own)) return env;
  const copy = join(workspace, ".jaiph", "claude-config");
  await copyOnce(own, copy);
  if (!(await holdsSessions(copy))) {
    warn(`jaiph: warning: Claude can keep its sessions neither in ${own} nor in ${copy}\n`);
    return env;
  }
  warn(`jaiph: warning: Claude cannot keep its sessions in ${own}; using ${copy}\n`);
  return { ...env, CLAUDE_CONFIG_DIR: copy };
}

function homeOfUser(): string {
  try {
    return userInfo().homedir;
  } catch {
    return "/"; // Containers may run under a user id that has no name and no home.
  }
}

async function holdsSessions(directory: string): Promise<boolean> {
  const sessions = join(directory, sessionFolder);
  try {
    await mkdir(sessions, { recursive: true, mode: 0o700 });
    await access(sessions, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Complete or not at all: prompts of parallel branches may come here at the same time. */
async function copyOnce(from: string, to: string): Promise<void> {
  if (await realPath(to)) return;
  const draft = `${to}.${randomUUID()}`;
  try {
    await mkdir(draft, { recursive: true });
    const original = await realPath(from);
    if (original)
      await cp(original, draft, { recursive: true, filter: (path) => isWorthCopying(path, original) });
    await chmod(draft, 0o700);
    // It may hold credentials, and the workspace is a repository as a rule.
    await writeFile(join(draft, ".gitignore"), "*\n");
    await rename(draft, to);
  } catch {
    await rm(draft, { recursive: true, force: true }).catch(() => {});
  }
}

/** Sockets and pipes would end the copy, and the sessions are what the original has no place for. */
async function isWorthCopying(path: string, root: string): Promise<boolean> {
  if (path === join(root, sessionFolder)) return false;
  const kind = await lstat(path);
  return kind.isFile() || kind.isDirectory() || kind.isSymbolicLink();
}

function realPath(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}

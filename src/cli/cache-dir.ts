import { isAbsolute, join } from "node:path";

type Env = Readonly<Record<string, string | undefined>>;

/** Where compiled modules are kept; undefined when the environment names no place for caches. */
export function cacheDir(env: Env): string | undefined {
  const xdg = env["XDG_CACHE_HOME"];
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, "jaiph");
  const home = env["HOME"];
  return home !== undefined && isAbsolute(home) ? join(home, ".cache", "jaiph") : undefined;
}

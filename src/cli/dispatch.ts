/** What the first argument asks for. */
export type Route =
  | { readonly kind: "usage" }
  | { readonly kind: "version" }
  | { readonly kind: "command"; readonly name: CommandName; readonly args: readonly string[] }
  | { readonly kind: "unknown"; readonly word: string };

export const commandNames = ["run", "test", "init", "use", "format", "install", "compile"] as const;
export type CommandName = (typeof commandNames)[number];

/** Global options count only as the first argument; an existing `.jh` file is a command by itself. */
export function dispatch(argv: readonly string[], exists: (path: string) => boolean): Route {
  const [word, ...rest] = argv;
  if (word === undefined || word === "-h" || word === "--help") return { kind: "usage" };
  if (word === "-v" || word === "--version") return { kind: "version" };
  if (word.endsWith(".jh") && exists(word))
    return { kind: "command", name: word.endsWith(".test.jh") ? "test" : "run", args: argv };
  const name = commandNames.find((command) => command === word);
  return name ? { kind: "command", name, args: rest } : { kind: "unknown", word };
}

/** `-h` or `--help` anywhere before `--`. */
export function asksForHelp(args: readonly string[]): boolean {
  for (const arg of args) {
    if (arg === "--") return false;
    if (arg === "-h" || arg === "--help") return true;
  }
  return false;
}

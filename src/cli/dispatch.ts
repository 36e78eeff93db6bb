/** What the first argument asks for. */
export type Route =
  | { readonly kind: "usage" }
  | { readonly kind: "version" }
  | { readonly kind: "command"; readonly name: CommandName; readonly args: readonly string[] }
  | { readonly kind: "unbuilt"; readonly name: string }
  | { readonly kind: "unknown"; readonly word: string };

export const commandNames = ["run", "compile"] as const;
export type CommandName = (typeof commandNames)[number];

/** Their names are taken; what they will do is not there yet. */
const unbuiltNames = ["test", "format", "init", "install", "use"];

/** Global options count only as the first argument; an existing `.jh` file is a command by itself. */
export function dispatch(argv: readonly string[], exists: (path: string) => boolean): Route {
  const [word, ...rest] = argv;
  if (word === undefined || word === "-h" || word === "--help") return { kind: "usage" };
  if (word === "-v" || word === "--version") return { kind: "version" };
  if (unbuiltNames.includes(word)) return { kind: "unbuilt", name: word };
  if (word.endsWith(".jh") && exists(word))
    return word.endsWith(".test.jh")
      ? { kind: "unbuilt", name: "test" }
      : { kind: "command", name: "run", args: argv };
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

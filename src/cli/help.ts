import { declarations } from "./declarations.ts";
import type { CommandName } from "./dispatch.ts";

/** The page of one command. */
export function commandHelp(name: CommandName): string {
  const command = declarations[name]();
  let page = "";
  command.configureOutput({ writeOut: (text) => (page += text) }).outputHelp();
  return page;
}

/** The page of the whole tool: every command with its options. */
export function usageText(names: readonly CommandName[]): string {
  return [
    "Usage:",
    "  jaiph <file.jh> [--] [args...]",
    ...names.flatMap(commandLines),
    "",
    "Global options (only as the first argument):",
    ...columns([
      ["-h, --help", "print this page"],
      ["-v, --version", "print the version"],
    ]),
    "",
    "Examples:",
    '  jaiph ./flows/review.jh "review this diff"',
    "  jaiph run --target out flow.jh -- --verbose",
    "  jaiph compile --json flows/",
    "",
    "`jaiph <command> --help` tells more.",
    "",
  ].join("\n");
}

function commandLines(name: CommandName): string[] {
  const command = declarations[name]();
  const options = command.options.map((option): [string, string] => [option.flags, option.description]);
  return [
    `  jaiph ${name} ${command.usage()}`,
    ...columns([["", command.description()], ...options], "      "),
  ];
}

function columns(rows: readonly (readonly [string, string])[], indent = "  "): string[] {
  return rows.map(([left, right]) =>
    left === "" ? `${indent}${right}` : `${indent}${left.padEnd(18)} ${right}`,
  );
}

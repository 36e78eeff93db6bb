import { declarations } from "./declarations.ts";
import type { CommandName } from "./dispatch.ts";
import type { Palette } from "./palette.ts";

/** The page of one command. */
export function commandHelp(name: CommandName, { bold }: Palette): string {
  const command = declarations[name]().configureHelp({ styleTitle: bold });
  let page = "";
  command.configureOutput({ writeOut: (text) => (page += text), getOutHasColors: () => true }).outputHelp();
  return page;
}

/** The page of the whole tool: every command with its options. */
export function usageText(names: readonly CommandName[], { bold }: Palette): string {
  return [
    bold("Usage:"),
    "  jaiph <file.jh> [--] [args...]",
    ...names.flatMap(commandLines),
    "",
    bold("Global options (only as the first argument):"),
    ...columns([
      ["-h, --help", "print this page"],
      ["-v, --version", "print the version"],
    ]),
    "",
    bold("Examples:"),
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

import { Command, Option } from "commander";
import type { CommandName } from "./dispatch.ts";

/** What each command accepts: read by the argument parser, the help pages and the usage text alike. */
export const declarations: { readonly [name in CommandName]: () => Command } = {
  run: () =>
    declare("run", "[options] <file.jh> [--] [args...]", "run workflow default of a file")
      .option("--target <dir>", "keep the emitted scripts and the run's metadata in <dir>")
      .option("--workspace <dir>", "use <dir> as the workspace root instead of searching for it")
      .option("--raw", "write events to stderr as lines of JSON; no banner, no tree")
      .option("--json", "print one JSON document about the run on stdout, and nothing else")
      .addHelpText("after", example('jaiph run ./flows/review.jh "review this diff"')),
  test: () =>
    declare("test", "[path]", "run the test blocks of *.test.jh files").addHelpText(
      "after",
      example("jaiph test ./e2e"),
    ),
  init: () =>
    declare("init", "[workspace-path]", "create .jaiph/ in a workspace").addHelpText(
      "after",
      example("jaiph init ."),
    ),
  use: () =>
    declare("use", "<version|nightly>", "reinstall jaiph at another version").addHelpText(
      "after",
      example("jaiph use nightly"),
    ),
  format: () =>
    declare("format", "[options] <file.jh ...>", "rewrite files in the canonical style")
      .option("--check", "write nothing; exit 1 when a file would change")
      .addOption(new Option("--indent <n>", "spaces for each level of indentation").default(2))
      .addHelpText("after", example("jaiph format --check flow.jh")),
  install: () =>
    declare("install", "[--force] [<url[@version]> ...]", "install libraries into .jaiph/libs")
      .option("--force", "delete and clone again what is already there")
      .addHelpText("after", example("jaiph install https://github.com/you/queue-lib.git@v1.0")),
  compile: () =>
    declare("compile", "[options] <file.jh|dir> ...", "check files without running anything")
      .option("--json", "print all diagnostics as one JSON array on stdout")
      .option("--workspace <dir>", "use <dir> as the workspace root instead of searching for it")
      .argument("[paths...]")
      .addHelpText("after", example("jaiph compile --json flows/ deploy.jh")),
};

function declare(name: string, usage: string, summary: string): Command {
  return new Command(`jaiph ${name}`)
    .usage(usage)
    .description(summary)
    .helpOption("-h, --help", "print this page");
}

function example(line: string): string {
  return `\nExample:\n  ${line}`;
}

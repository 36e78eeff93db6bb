import { Command } from "commander";
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

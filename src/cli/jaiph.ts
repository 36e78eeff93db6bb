// The front door: finds out what is asked for, and loads nothing else.
import { statSync } from "node:fs";
import { asksForHelp, type CommandName, commandNames, dispatch } from "./dispatch.ts";
import { exitWith, fail } from "./exit.ts";
import { writeErr, writeOut } from "./output.ts";
import { paletteFor } from "./palette.ts";
import { version } from "./version.ts";

type Command = (args: readonly string[]) => number | Promise<number>;

const commands: { readonly [name in CommandName]: Command } = {
  run: async (args) => (await import("./run.ts")).run(args),
  compile: async (args) => (await import("./compile.ts")).compile(args),
};

async function main(argv: readonly string[]): Promise<number> {
  const route = dispatch(argv, (path) => statSync(path, { throwIfNoEntry: false }) !== undefined);
  switch (route.kind) {
    case "version":
      writeOut(`jaiph ${version}\n`);
      return 0;
    case "usage":
      writeOut((await import("./help.ts")).usageText(commandNames, await paletteFor(1)));
      return 0;
    case "unknown":
      writeErr(`Unknown command: ${route.word}\n`);
      writeOut((await import("./help.ts")).usageText(commandNames, await paletteFor(1)));
      return 1;
    case "unbuilt":
      return fail(`jaiph ${route.name} is not built yet`);
    case "command":
      if (asksForHelp(route.args)) {
        writeOut((await import("./help.ts")).commandHelp(route.name, await paletteFor(1)));
        return 0;
      }
      return commands[route.name](route.args);
    default:
      return route satisfies never;
  }
}

void exitWith(() => main(process.argv.slice(2)));

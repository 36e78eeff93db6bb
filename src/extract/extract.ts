import { createHash } from "node:crypto";
import type { CheckedProgram } from "../check/index.ts";
import type { LoadedModule } from "../program/index.ts";
import type { InlineScript, ScriptItem } from "../syntax/index.ts";
import type { Extracted, ScriptFile, ScriptNode } from "./extracted.ts";
import { FileNames } from "./file-names.ts";
import { type Line, renderDefinition, renderInline, shebangOfTag } from "./render.ts";
import { scriptNodes } from "./script-nodes.ts";

/** Turns every script of the program into an executable file. Pure: nothing is read or written. */
export function extract(checked: CheckedProgram): Extracted {
  const { program } = checked;
  const names = new FileNames();
  const fileOf = new Map<ScriptNode, ScriptFile>();
  for (const module of entryFirst(program.modules.values(), program.entry)) {
    const owner = module.file === program.entry ? undefined : module.file;
    for (const node of scriptNodes(module.module)) {
      const script = scriptOf(node, module);
      if (script) fileOf.set(node, { fileName: names.take(script.stepName, owner), ...script });
    }
  }
  return { files: [...fileOf.values()], fileOf };
}

/** The step name of an inline script: the same text gives the same name, wherever it stands. */
function inlineName({ body }: InlineScript): string {
  const text = body.tag === undefined ? body.text : `${shebangOfTag(body.tag)}\n${body.text}`;
  return `__inline_${createHash("sha256").update(text).digest("hex").slice(0, 12)}`;
}

function entryFirst(modules: Iterable<LoadedModule>, entry: string): LoadedModule[] {
  return [...modules].sort((a, b) => Number(b.file === entry) - Number(a.file === entry));
}

type Script = Omit<ScriptFile, "fileName">;

function scriptOf(node: ScriptNode, module: LoadedModule): Script | undefined {
  switch (node.kind) {
    case "script":
      return bodyScript(node.name.text, renderDefinition(node.body, module.source), node, module);
    case "inline-script":
      return bodyScript(inlineName(node), renderInline(node.body, module.source), node, module);
    case "script-import": {
      const copyOf = module.scriptImports.get(node.name.text);
      return copyOf === undefined ? undefined : { stepName: node.name.text, content: { copyOf } };
    }
    default:
      return node satisfies never;
  }
}

function bodyScript(
  stepName: string,
  lines: readonly Line[],
  { body }: ScriptItem | InlineScript,
  module: LoadedModule,
): Script {
  const content = `${lines.map(({ text }) => text).join("\n")}\n`;
  return { stepName, content, origin: { module, body, lines: lines.map(({ offset }) => offset) } };
}

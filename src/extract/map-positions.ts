import { realpathSync } from "node:fs";
import type { LoadedModule } from "../program/index.ts";
import type { Extracted, ScriptFile } from "./extracted.ts";
import { sourceOffset } from "./line-origin.ts";

export interface EmittedScripts {
  readonly extracted: Extracted;
  /** Where the files were written. */
  readonly dir: string;
}

export interface SourcePosition {
  readonly module: LoadedModule;
  readonly line: number;
  /** Only where the interpreter gave one. */
  readonly col?: number;
  /** The text of that line. */
  readonly text: string;
}

export interface MappedText {
  readonly text: string;
  /** The first position; of Python's frames, which stand the other way round, the last. */
  readonly position?: SourcePosition;
}

/**
 * Rewrites what scripts say about lines of their emitted files: bash, sh, zsh, Python, node, Ruby and Perl all name
 * the file they were started with. `show` gives a source path the form that the reader knows.
 */
export function mapPositions(
  text: string,
  scripts: EmittedScripts,
  show: (path: string) => string,
): MappedText {
  const files = new Map(scripts.extracted.files.map((file) => [file.fileName, file]));
  let first: SourcePosition | undefined;
  let lastFrame: SourcePosition | undefined;
  const mapped = text.replace(positionPattern(scripts.dir), (match, ...groups) => {
    const named = groups.at(-1) as NamedGroups;
    const position = positionOf(files.get(named.file), named);
    if (!position) return match;
    first ??= position;
    if (named.separator === pythonSeparator) lastFrame = position;
    const col = position.col === undefined ? "" : `:${position.col}`;
    const separator = named.separator.startsWith(":") ? ":" : named.separator;
    return `${show(position.module.file)}${separator}${position.line}${col}`;
  });
  const position = lastFrame ?? first;
  return position ? { text: mapped, position } : { text: mapped };
}

interface NamedGroups {
  readonly file: string;
  readonly separator: string;
  readonly line: string;
  readonly col?: string;
}

const pythonSeparator = '", line ';

/** bash `f: line 3:` · dash `f: 3:` · zsh, Ruby `f:3:` · node `f:3` and `f:3:7` · Python `"f", line 3` · Perl `f line 3` */
function positionPattern(dir: string): RegExp {
  const dirs = [dir, realPath(dir)].flatMap((path) => [path, encodeURI(path)]);
  const anyDir = [...new Set(dirs)].map((path) => path.replace(/[^\w/]/g, "\\$&")).join("|");
  const separator = `: line |${pythonSeparator}| line |:(?: (?=\\d+:))?`;
  return new RegExp(
    `(?:file://)?(?:${anyDir})/(?<file>[\\w@-]+)(?<separator>${separator})(?<line>\\d+)(?::(?<col>\\d+))?`,
    "g",
  );
}

function realPath(dir: string): string {
  try {
    return realpathSync(dir);
  } catch {
    return dir;
  }
}

function positionOf(file: ScriptFile | undefined, named: NamedGroups): SourcePosition | undefined {
  if (!file?.origin) return undefined;
  const { module } = file.origin;
  const start = sourceOffset(file.origin, Number(named.line));
  const { line, col } = module.source.position(start);
  const text = module.source.line(line);
  return named.col === undefined
    ? { module, line, text }
    : { module, line, col: col + Number(named.col) - 1, text };
}

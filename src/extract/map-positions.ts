import { readFileSync, realpathSync } from "node:fs";
import type { Extracted, ScriptFile } from "./extracted.ts";
import { sourceOffset } from "./line-origin.ts";

export interface EmittedScripts {
  readonly extracted: Extracted;
  /** Where the files were written. */
  readonly dir: string;
}

interface SourcePosition {
  /** Absolute path of the `.jh` file, or of the imported script. */
  readonly path: string;
  readonly line: number;
  /** Only where the interpreter gave one. */
  readonly col?: number;
}

interface MappedText {
  readonly text: string;
  /** The first position; of Python's frames, which stand the other way round, the last. */
  readonly position?: SourcePosition & {
    /** The text of that line; empty when it cannot be read any more. */
    readonly lineText: string;
  };
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
  let first: Found | undefined;
  let lastFrame: Found | undefined;
  const mapped = text.replace(positionPattern(scripts.dir), (match, ...groups) => {
    const named = groups.at(-1) as NamedGroups;
    const file = files.get(named.file);
    const position = file && positionIn(file, named);
    if (!position) return match;
    first ??= { file, position };
    if (named.separator === pythonSeparator) lastFrame = { file, position };
    const col = position.col === undefined ? "" : `:${position.col}`;
    const separator = named.separator.startsWith(":") ? ":" : named.separator;
    return `${show(position.path)}${separator}${position.line}${col}`;
  });
  const found = lastFrame ?? first;
  return found
    ? { text: mapped, position: { ...found.position, lineText: lineText(found) } }
    : { text: mapped };
}

interface Found {
  readonly file: ScriptFile;
  readonly position: SourcePosition;
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

function positionIn({ origin, content }: ScriptFile, named: NamedGroups): SourcePosition | undefined {
  const [line, col] = [Number(named.line), named.col === undefined ? undefined : Number(named.col)];
  if (origin) {
    const { file, source } = origin.module;
    const start = source.position(sourceOffset(origin, line));
    return { path: file, line: start.line, ...(col !== undefined && { col: start.col + col - 1 }) };
  }
  if (typeof content === "string") return undefined;
  return { path: content.copyOf, line, ...(col !== undefined && { col }) };
}

function lineText({ file: { origin }, position: { path, line } }: Found): string {
  if (origin) return origin.module.source.line(line);
  try {
    return readFileSync(path, "utf8").split(/\r?\n/)[line - 1] ?? "";
  } catch {
    return "";
  }
}

import { type Block, blocks } from "./blocks.ts";

/** One program of a page with what the page says about it. */
export interface Example {
  /** File name of the page. */
  readonly page: string;
  /** 1-based line of its first block. */
  readonly line: number;
  /** The heading it stands under. */
  readonly heading: string;
  readonly files: readonly ExampleFile[];
  readonly checks: readonly Check[];
}

export interface ExampleFile {
  readonly name: string;
  readonly text: string;
  readonly line: number;
}

export type Check = ConsoleCheck | DiagnosticsCheck;

/** A `console` block: commands with the output that a user sees. */
export interface ConsoleCheck {
  readonly kind: "console";
  /** The lines come in any order: branches that run side by side. */
  readonly anyOrder: boolean;
  readonly commands: readonly Command[];
}

export interface Command {
  readonly line: number;
  readonly text: string;
  readonly exit: number;
  readonly output: readonly string[];
}

/** A `diagnostics` block, or no block at all: then the program must have none. */
export interface DiagnosticsCheck {
  readonly kind: "diagnostics";
  readonly line: number;
  /** The file that is compiled. */
  readonly entry: string;
  readonly expected: readonly string[];
}

/** Reads the examples of one page. The convention is told to readers in `spec/README.md`. */
export function examples(page: string, markdown: string): Example[] {
  const found: Example[] = [];
  let files: ExampleFile[] = [];
  let checks: Check[] = [];
  let heading = "";
  const close = () => {
    const first = files[0];
    if (first) {
      const compiles = { kind: "diagnostics", line: first.line, entry: first.name, expected: [] } as const;
      found.push({ page, line: first.line, heading, files, checks: checks.length > 0 ? checks : [compiles] });
    }
    files = [];
    checks = [];
  };
  for (const block of blocks(markdown)) {
    if (block.kind === "heading") {
      close();
      heading = block.text;
      continue;
    }
    if (block.words.includes("no-run")) continue;
    const check = readCheck(block, files);
    if (check) {
      if (files.length === 0) throw new Error(`${page}:${block.line}: a check without a program above it`);
      checks.push(check);
      continue;
    }
    const name = fileName(block);
    if (name === undefined) continue;
    if (checks.length > 0 || files.some((file) => file.name === name)) close();
    files.push({ name, text: block.lines.map((line) => `${line}\n`).join(""), line: block.line });
  }
  close();
  return found;
}

function fileName(block: Block): string | undefined {
  const [language, ...words] = block.words;
  return words.find((word) => word !== "error") ?? (language === "jh" ? "main.jh" : undefined);
}

function readCheck(block: Block, files: readonly ExampleFile[]): Check | undefined {
  const [language, ...words] = block.words;
  if (language === "console")
    return { kind: "console", anyOrder: words.includes("any-order"), commands: commands(block) };
  if (language !== "diagnostics") return undefined;
  const entry = words[0] ?? files.at(-1)?.name ?? "main.jh";
  return {
    kind: "diagnostics",
    line: block.line,
    entry,
    expected: block.lines.filter((line) => line !== ""),
  };
}

function commands(block: Block): Command[] {
  const found: { line: number; text: string; exit: number; output: string[] }[] = [];
  for (const [index, line] of block.lines.entries()) {
    const last = found.at(-1);
    const exit = /^\[exit (\d+)\]$/.exec(line)?.[1];
    if (line.startsWith("$ "))
      found.push({ line: block.line + 1 + index, text: line.slice(2), exit: 0, output: [] });
    else if (exit !== undefined && last) last.exit = Number(exit);
    else last?.output.push(line);
  }
  return found;
}

import { type Diagnostic, type FileId, fileId, type SourceFile } from "../source/index.ts";
import type { ImportItem, Module, Parse, ScriptImportItem } from "../syntax/index.ts";
import { decode } from "./decode.ts";
import type { Files, UnreadableFile } from "./files.ts";
import { entryProblem, importProblem } from "./load-problems.ts";
import type { ModuleCache } from "./module-cache.ts";
import type { LoadedModule, Program } from "./program.ts";
import { importCandidates, scriptPath } from "./resolve.ts";

export interface LoadOptions {
  /** Absolute path of the workspace root, where libraries are looked up. */
  readonly workspace: string;
  readonly files: Files;
  readonly cache?: ModuleCache;
  /** Called when the first module has to be parsed, and never when the cache has them all. */
  readonly parser?: () => Promise<Parse>;
}

interface Loaded {
  /** Absent when the entry file could not be read as text. It may hold modules with errors. */
  readonly program?: Program;
  readonly diagnostics: readonly Diagnostic[];
  /** Every text that was read, for showing diagnostics: also of files that turned out to be no program. */
  readonly sources: ReadonlyMap<FileId, SourceFile>;
}

/** Reads the import closure of one entry file, an absolute path. Each file is read and parsed once. */
export async function loadProgram(entryPath: string, options: LoadOptions): Promise<Loaded> {
  const loader = new Loader(options);
  const entry = fileId(entryPath);
  const read = loader.read(entry);
  if (!read.ok) loader.diagnostics.push(entryProblem(entry, read));
  await loader.drain();
  const modules = new Map([...loader.modules].sort(([a], [b]) => (a < b ? -1 : 1)));
  const { diagnostics, sources } = loader;
  if (!modules.has(entry)) return { diagnostics, sources };
  return { program: { entry, workspace: options.workspace, modules }, diagnostics, sources };
}

/** What became of the attempt to read a file. What is no text has a diagnostic of its own. */
type Read = { readonly ok: true; readonly isText: boolean } | UnreadableFile;

/** One walk over the import graph, breadth first. */
class Loader {
  readonly modules = new Map<FileId, LoadedModule>();
  readonly diagnostics: Diagnostic[] = [];
  readonly sources = new Map<FileId, SourceFile>();
  readonly #options: LoadOptions;
  readonly #tried = new Map<FileId, Read>();
  readonly #queue: SourceFile[] = [];
  #parse: Parse | undefined;

  constructor(options: LoadOptions) {
    this.#options = options;
  }

  /** Reads a file unless it was read before, and queues its text. What is no text has its diagnostic then. */
  read(file: FileId): Read {
    const known = this.#tried.get(file);
    if (known) return known;
    const content = this.#options.files.read(file);
    const read = content.ok ? this.#decode(file, content.bytes) : content;
    this.#tried.set(file, read);
    return read;
  }

  #decode(file: FileId, bytes: Uint8Array): Read {
    const { source, diagnostic } = decode(file, bytes);
    this.sources.set(file, source);
    if (diagnostic) this.diagnostics.push(diagnostic);
    else this.#queue.push(source);
    return { ok: true, isText: diagnostic === undefined };
  }

  async drain(): Promise<void> {
    // The queue grows while it is walked.
    for (const source of this.#queue) this.#link(source, await this.#moduleOf(source));
  }

  async #moduleOf(source: SourceFile): Promise<Module> {
    const { cache, parser = loadParser } = this.#options;
    const known = cache?.get(source);
    if (known) return known;
    this.#parse ??= await parser();
    const { module, diagnostics } = this.#parse(source);
    this.diagnostics.push(...diagnostics);
    if (diagnostics.length === 0) cache?.put(source, module);
    return module;
  }

  #link(source: SourceFile, module: Module): void {
    const imports = new Map<string, FileId>();
    const scriptImports = new Map<string, string>();
    for (const item of module.items) {
      if (item.kind === "import") {
        const file = this.#importedFile(item, source.id);
        if (file !== undefined && !imports.has(item.alias.text)) imports.set(item.alias.text, file);
      } else if (item.kind === "script-import") {
        const path = this.#importedScript(item, source.id);
        if (path !== undefined && !scriptImports.has(item.name.text)) scriptImports.set(item.name.text, path);
      }
    }
    this.modules.set(source.id, { file: source.id, source, module, imports, scriptImports });
  }

  /** The file an import means, when its text could be read. */
  #importedFile(item: ImportItem, importer: FileId): FileId | undefined {
    const [beside, ...others] = importCandidates(item.path, importer, this.#options.workspace).map(fileId);
    if (beside === undefined) return undefined;
    const first = (wanted: (read: Read) => boolean) =>
      [beside, ...others].find((file) => wanted(this.read(file)));
    const file = first(isFile) ?? first((read) => read.ok || read.problem !== "missing") ?? beside;
    const read = this.read(file);
    if (!read.ok) this.diagnostics.push(importProblem({ item, importer, resolved: file, problem: read }));
    return read.ok && read.isText ? file : undefined;
  }

  #importedScript(item: ScriptImportItem, importer: FileId): string | undefined {
    const path = scriptPath(item.path, importer);
    const kind = this.#options.files.kind(path);
    if (kind === "file") return path;
    this.diagnostics.push(
      importProblem({ item, importer, resolved: path, problem: { ok: false, problem: kind, reason: "" } }),
    );
    return undefined;
  }
}

function isFile(read: Read): boolean {
  return read.ok || (read.problem !== "missing" && read.problem !== "directory");
}

/** A bundle of its own: building the parser costs about as much as starting Node. */
async function loadParser(): Promise<Parse> {
  return (await import("../syntax/jh/index.ts")).parseJaiph;
}

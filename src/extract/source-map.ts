import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Extracted, ScriptFile } from "./extracted.ts";
import { type WriteFailure, writeFailure } from "./write-failure.ts";

/** The source map (JSON) of one emitted file, line by line; undefined for an imported script. */
export async function sourceMap({ fileName, origin }: ScriptFile): Promise<string | undefined> {
  if (!origin) return undefined;
  const { SourceMapGenerator } = await import("source-map");
  const { source } = origin.module;
  const url = pathToFileURL(source.id).href;
  const map = new SourceMapGenerator({ file: fileName });
  for (const [index, offset] of origin.lines.entries()) {
    if (offset === undefined) continue;
    const { line, col } = source.position(offset);
    map.addMapping({
      source: url,
      original: { line, column: col - 1 },
      generated: { line: index + 1, column: 0 },
    });
  }
  return map.toString();
}

/** Writes `<name>.map` beside each emitted file that has one. */
export async function writeSourceMaps(extracted: Extracted, dir: string): Promise<WriteFailure | undefined> {
  for (const file of extracted.files) {
    const map = await sourceMap(file);
    const path = join(dir, `${file.fileName}.map`);
    try {
      if (map !== undefined) writeFileSync(path, map);
    } catch (error) {
      return writeFailure(`cannot write the source map ${path}`, error);
    }
  }
  return undefined;
}

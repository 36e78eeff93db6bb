import { isAbsolute, relative } from "node:path";
import { type EmittedScripts, mapPositions } from "../extract/index.ts";
import type { Locate } from "../report/index.ts";

/** Shows what scripts say about their own lines as lines of the sources, with paths as short as they can be. */
export function locateIn(scripts: EmittedScripts): Locate {
  return (text) => {
    const mapped = mapPositions(text, scripts, shortPath);
    if (!mapped.position) return { text: mapped.text };
    const { path, line, lineText } = mapped.position;
    return { text: mapped.text, source: { position: `${shortPath(path)}:${line}`, line: lineText } };
  };
}

function shortPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith("..") || isAbsolute(fromHere) ? path : fromHere;
}

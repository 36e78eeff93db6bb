import { outputTail } from "../events/index.ts";
import { excerptLines, type FailedStep } from "./failure-trace.ts";
import { printable, shorten } from "./printable.ts";

/** A text whose positions in emitted script files have become positions in sources. */
interface Located {
  readonly text: string;
  /** The first such position and its source line. */
  readonly source?: SourceLine;
}

interface SourceLine {
  /** `deploy.jh:12` */
  readonly position: string;
  readonly line: string;
}

export type Locate = (text: string) => Located | Promise<Located>;

export interface Excerpt {
  /** Without line ends; empty when the step printed nothing. */
  readonly lines: readonly string[];
  readonly source?: SourceLine;
}

export interface ExcerptPorts {
  readonly locate: Locate;
  readonly redact: (text: string) => string;
}

/** Longer lines are cut: an excerpt is for reading, the file has them whole. */
const longestLine = 2000;

/** The end of the failed step's output and then of its errors: the reason stands at the end. */
export async function readExcerpt(step: FailedStep, { locate, redact }: ExcerptPorts): Promise<Excerpt> {
  const parts = [
    outputTail(step.outFile, step.outTail, excerptLines),
    outputTail(step.errFile, step.errTail, excerptLines),
  ];
  const text = redact(parts.filter((part) => part !== "").join("\n"));
  if (text === "") return { lines: [] };
  const { text: located, source } = await locate(text);
  const lines = printable(located)
    .split("\n")
    .map((line) => shorten(line, longestLine));
  // The line comes from the source, which may hold what the environment keeps secret.
  return source === undefined ? { lines } : { lines, source: { ...source, line: redact(source.line) } };
}

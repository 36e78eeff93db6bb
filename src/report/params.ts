import type { Params } from "../events/index.ts";
import { oneLine, shorten, visible } from "./printable.ts";

const longestValue = 32;
const longestPreview = 24;
const longestPromptSuffix = 96;

/** ` (k="v", 1="w")`, or nothing when no parameter has something to show. */
export function formatParams(params: Params): string {
  const shown = params
    .map(([key, value]): [string, string] => [key, withoutKey(key, value)])
    .filter(([, value]) => !value.endsWith("::impl") && value.trim() !== "");
  if (shown.length === 0) return "";
  const renumber = shown.every(([key]) => position(key) !== undefined);
  const pairs = shown.map(([key, value], index) => {
    const name = renumber ? String(index + 1) : (position(key) ?? visible(key));
    return `${name}="${quotable(shorten(oneLine(value), longestValue))}"`;
  });
  return ` (${pairs.join(", ")})`;
}

interface PromptText {
  /** ` "first words..."`, or nothing. */
  readonly preview: string;
  readonly params: string;
}

/** A prompt's first parameter is its text; the others follow, cut to a bearable length. */
export function formatPromptParams([text, ...others]: Params): PromptText {
  const words = shorten(oneLine(text?.[1] ?? ""), longestPreview);
  const suffix = formatParams(others);
  const params = suffix.length > longestPromptSuffix ? shorten(suffix, longestPromptSuffix - 3) : suffix;
  return { preview: words === "" ? "" : ` "${quotable(words)}"`, params };
}

/** The number in `arg3`. */
function position(key: string): string | undefined {
  return /^arg(\d+)$/.exec(key)?.[1];
}

function withoutKey(key: string, value: string): string {
  return value.startsWith(`${key}=`) ? value.slice(key.length + 1) : value;
}

function quotable(text: string): string {
  return visible(text.replace(/[\\"]/g, "\\$&"));
}

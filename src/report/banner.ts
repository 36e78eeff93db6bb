import type { Params } from "../events/index.ts";
import { formatParams } from "./params.ts";
import { oneLine, visible } from "./printable.ts";
import type { Style } from "./style.ts";

export interface Banner {
  /** Base name of the entry file. */
  readonly source: string;
  readonly workflow: string;
  /** The arguments by the entry workflow's parameter names; `argN` where the counts differ. */
  readonly params: Params;
}

/** What a run begins with; its last line is the root of the tree. */
export function bannerText({ source, workflow, params }: Banner, style: Style): string {
  const root = `${style.bold("workflow")} ${workflow}${style.dim(formatParams(params))}`;
  return `\nJaiph: Running ${visible(oneLine(source))}\n\n${root}\n`;
}

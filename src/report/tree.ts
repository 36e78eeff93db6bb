import type { Event, Log, StepEnd, StepStart } from "../events/index.ts";
import { logText } from "./log-text.ts";
import { formatParams, formatPromptParams } from "./params.ts";
import { prefix } from "./prefix.ts";
import { oneLine, visible } from "./printable.ts";
import type { Style } from "./style.ts";

/** The line of the progress tree that an event gives, without a line end; undefined when it shows nothing. */
type Tree = (event: Event) => string | undefined;

/** Remembers where each running step stands, so feed it every event, in order. */
export function createTree(style: Style): Tree {
  const prefixes = new Map<string, string>();
  return (event) => {
    switch (event.type) {
      case "STEP_START": {
        if (isRoot(event)) return undefined;
        const place = style.dim(prefix(event.depth, event.async_indices));
        prefixes.set(event.id, place);
        return place + startLine(event, style);
      }
      case "STEP_END": {
        if (isRoot(event)) return undefined;
        const place = prefixes.get(event.id) ?? style.dim(prefix(event.depth, event.async_indices));
        prefixes.delete(event.id);
        return place + endLine(event, style);
      }
      case "LOG":
      case "LOGERR":
      case "LOGWARN":
        return style.dim(prefix(event.depth, event.async_indices)) + logLine(event, style);
      default:
        return undefined;
    }
  };
}

/** The entry workflow: its start is the banner and its end the result, so the tree does not show it. */
export function isRoot(event: StepStart | StepEnd): boolean {
  return event.parent_id === null;
}

/** `script tally`: what a step is called on the screen. */
export function stepTitle({ kind, name }: StepStart | StepEnd): string {
  return `${kind} ${stepName(name)}`;
}

function stepName(name: string): string {
  return visible(oneLine(name));
}

function startLine({ kind, name, params }: StepStart, style: Style): string {
  const shownName = name === kind ? "" : ` ${stepName(name)}`;
  const { preview, params: suffix } =
    kind === "prompt" ? formatPromptParams(params) : { preview: "", params: formatParams(params) };
  return `${style.dim("▸")} ${style.bold(kind)}${shownName}${preview}${style.dim(suffix)}`;
}

function endLine(event: StepEnd, style: Style): string {
  const title = `${stepTitle(event)} (${Math.floor(event.elapsed_ms / 1000)}s)`;
  return event.status === 0 ? `${style.green("✓")} ${style.dim(title)}` : style.red(`✗ ${title}`);
}

function logLine({ type, message }: Log, style: Style): string {
  const text = logText(message);
  switch (type) {
    case "LOG":
      return `${style.dim("ℹ")} ${text}`;
    case "LOGERR":
      return style.red(`! ${text}`);
    case "LOGWARN":
      return style.yellow(`⚠ ${text}`);
    default:
      return type satisfies never;
  }
}

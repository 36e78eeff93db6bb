import type picocolors from "picocolors";
import { isTerminal } from "./output.ts";

/** The styles of the texts that a command prints itself; the tree of a run has its own. */
export type Palette = Pick<typeof picocolors, "bold" | "dim" | "red" | "yellow" | "cyan">;

const asItIs = (text: string | number | null | undefined) => String(text);
export const plain: Palette = { bold: asItIs, dim: asItIs, red: asItIs, yellow: asItIs, cyan: asItIs };

/** Whether the user has not refused colours: `NO_COLOR` wins over `FORCE_COLOR`. */
export function mayColor(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  return NO_COLOR === undefined && FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
}

/** Whether to colour what goes to that descriptor. */
export function hasColor(fd: 1 | 2): boolean {
  return mayColor() && (process.env["FORCE_COLOR"] !== undefined || isTerminal(fd));
}

/** Colours are loaded only where they are seen. */
export async function paletteFor(fd: 1 | 2): Promise<Palette> {
  return hasColor(fd) ? (await import("./colors.ts")).colors : plain;
}

import picocolors from "picocolors";
import type { Palette } from "./palette.ts";

export const colors: Palette = picocolors.createColors(true);

import type { SourceFile, Span } from "../../source/index.ts";
import { parseJaiph } from "./index.ts";

/** A file's tree, comments and diagnostics as JSON to be read and compared: one node a line where it fits. */
export function goldenOf(source: SourceFile): string {
  const { module, comments, diagnostics } = parseJaiph(source);
  const { items, shebang } = module;
  const found = diagnostics.map(({ span, id, message, hint }) => ({ id, span, message, hint }));
  return `${print({ shebang, items, comments: comments.map(({ span }) => span), diagnostics: found }, source)}\n`;
}

const width = 110;

function print(value: unknown, source: SourceFile, indent = ""): string {
  if (isSpan(value)) return JSON.stringify(place(value, source));
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const deeper = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const entries = Array.isArray(value)
    ? value.map((element) => print(element, source, deeper))
    : Object.entries(value)
        .filter(([, field]) => field !== undefined)
        .map(([key, field]) => `${JSON.stringify(key)}: ${print(field, source, deeper)}`);
  const line = open === "[" ? `[${entries.join(", ")}]` : `{ ${entries.join(", ")} }`;
  if (entries.length === 0) return `${open}${close}`;
  if (indent.length + line.length <= width && !line.includes("\n")) return line;
  return `${open}\n${entries.map((entry) => `${deeper}${entry}`).join(",\n")}\n${indent}${close}`;
}

function isSpan(value: unknown): value is Span {
  return typeof value === "object" && value !== null && "start" in value && "end" in value;
}

function place({ start, end }: Span, source: SourceFile): string {
  const [from, to] = [source.position(start), source.position(end)];
  return `${from.line}:${from.col}-${to.line}:${to.col}`;
}

import type { IToken } from "chevrotain";
import type { Schema, SchemaField } from "../ast.ts";
import { type Problem, problem } from "./problem.ts";
import { tokenSpan } from "./text.ts";

export interface ParsedSchema {
  readonly schema: Schema;
  readonly problem?: Problem;
}

const types = new Map<string, SchemaField["type"]>([
  ["string", "string"],
  ["number", "number"],
  ["boolean", "boolean"],
]);

/**
 * Reads `{ name: type, … }`. A field whose type is wrong is kept as a string, so that reading it is not a second
 * error.
 */
export function schemaOf(token: IToken): ParsedSchema {
  const text = token.image.slice(1, -1).replaceAll('\\"', '"').trim();
  const span = tokenSpan(token);
  if (text === "")
    return { schema: { kind: "schema", span, fields: [] }, problem: problem("schema-empty", {}) };
  const inner = (/^\{([\s\S]*)\}$/.exec(text)?.[1] ?? text).trim();
  const entries = inner === "" ? [] : inner.split(",").map((entry) => fieldOf(entry.trim()));
  const found = /[[\]|]/.exec(inner)?.[0];
  const wrong = found ? problem("schema-nested", { found }) : entries.find((entry) => entry.problem)?.problem;
  const fields = entries.flatMap(({ field }) => field ?? []);
  return { schema: { kind: "schema", span, fields }, ...(wrong && { problem: wrong }) };
}

function fieldOf(entry: string): { readonly field?: SchemaField; readonly problem?: Problem } {
  const [, name, written] = /^([A-Za-z_]\w*)(?:\s*:\s*(\S+))?$/.exec(entry) ?? [];
  if (name === undefined) return { problem: problem("schema-entry", { entry }) };
  const field = { name, type: types.get(written?.toLowerCase() ?? "") ?? "string" } as const;
  if (written === undefined) return { field, problem: problem("schema-entry", { entry }) };
  if (types.has(written.toLowerCase())) return { field };
  return { field, problem: problem("schema-type", { field: name, type: written }) };
}

import type { IToken } from "chevrotain";
import type { Schema, SchemaField } from "../ast.ts";
import { tokenSpan } from "./text.ts";

/** What is wrong with a schema, in the order in which it is looked for. */
export type SchemaProblem =
  | { readonly kind: "empty" }
  | { readonly kind: "nested"; readonly found: string }
  | { readonly kind: "entry"; readonly entry: string }
  | { readonly kind: "type"; readonly field: string; readonly type: string };

export interface ParsedSchema {
  readonly schema: Schema;
  readonly problem?: SchemaProblem;
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
  const schema = (fields: readonly SchemaField[]): Schema => ({
    kind: "schema",
    span: tokenSpan(token),
    fields,
  });
  if (text === "") return { schema: schema([]), problem: { kind: "empty" } };
  const inner = (/^\{([\s\S]*)\}$/.exec(text)?.[1] ?? text).trim();
  if (inner === "") return { schema: schema([]) };
  const fields: SchemaField[] = [];
  let problem: SchemaProblem | undefined;
  const nested = /[[\]|]/.exec(inner);
  if (nested) problem = { kind: "nested", found: nested[0] };
  for (const part of inner.split(",")) {
    const entry = part.trim();
    const [, name, type] = /^([A-Za-z_]\w*)\s*(?::\s*(\S+))?/.exec(entry) ?? [];
    const known = /^[A-Za-z_]\w*\s*:\s*\S+$/.test(entry) ? types.get(type?.toLowerCase() ?? "") : undefined;
    if (!known && !problem)
      problem =
        name === undefined || !/^[A-Za-z_]\w*\s*:\s*\S+$/.test(entry)
          ? { kind: "entry", entry }
          : { kind: "type", field: name, type: type ?? "" };
    if (name !== undefined) fields.push({ name, type: known ?? "string" });
  }
  return { schema: schema(fields), ...(problem && { problem }) };
}

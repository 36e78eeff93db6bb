import type { Ref } from "./ast.ts";

/** A reference as it stands in the source. */
export function written({ alias, name }: Ref): string {
  return alias ? `${alias.text}.${name.text}` : name.text;
}

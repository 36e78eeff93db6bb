import type { Modifiers, Value } from "../syntax/index.ts";
import type { Definition } from "./definition.ts";
import { checkValue, isBound } from "./values.ts";

const resources = ["cpus", "memory", "time", "partition", "gres", "image", "working_dir"];

/** Checks where a call is to run and what it asks for. */
export function checkModifiers({ on, with: asked }: Modifiers, definition: Definition): void {
  if (on) checkTarget(on, definition);
  for (const { name, value } of asked?.fields ?? []) {
    if (!resources.includes(name.text)) {
      const near = definition.near(name.text, resources);
      definition.report("unknown-resource", name.span, {
        name: name.text,
        near,
        known: resources.join(", "),
      });
    }
    if (value.kind !== "integer") checkValue(value, "with", definition);
  }
}

/** A name that is no binding is the literal name of a target, and literal names must be known. */
function checkTarget(on: Value, definition: Definition): void {
  const name = literalName(on, definition);
  if (name === undefined) return checkValue(on, "on", definition);
  if (on.kind === "variable") definition.reads.set(on, { kind: "word", text: name });
  if (definition.targets.has(name)) return;
  definition.report("unknown-target", on.span, {
    name,
    near: definition.near(name, definition.targets),
    known: [...definition.targets].join(", "),
  });
}

function literalName(on: Value, definition: Definition): string | undefined {
  if (on.kind === "text")
    return on.parts.every((part) => part.kind === "literal")
      ? on.parts.map((part) => (part.kind === "literal" ? part.value : "")).join("")
      : undefined;
  const isWord = on.form === "bare" && !isBound(on.name, definition);
  return isWord ? [on.name, ...(on.field === undefined ? [] : [on.field])].join(".") : undefined;
}

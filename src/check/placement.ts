import type { Modifiers, Value } from "../syntax/index.ts";
import type { Site } from "./definition.ts";
import { checkValue, isBound } from "./values.ts";

const resources = ["cpus", "memory", "time", "partition", "gres", "image", "working_dir"];

/** Checks where a call is to run and what it asks for. */
export function checkModifiers({ on, with: asked }: Modifiers, site: Site): void {
  if (on) checkTarget(on, site);
  for (const { name, value } of asked?.fields ?? []) {
    if (!resources.includes(name.text)) {
      const near = site.near(name.text, resources);
      site.report("unknown-resource", name.span, {
        name: name.text,
        near,
        known: resources.join(", "),
      });
    }
    if (value.kind !== "integer") checkValue(value, "with", site);
  }
}

/** A name that is no binding is the literal name of a target, and literal names must be known. */
function checkTarget(on: Value, site: Site): void {
  const name = literalName(on, site);
  if (name === undefined) return checkValue(on, "on", site);
  if (on.kind === "variable") site.reads.set(on, { kind: "word", text: name });
  if (site.targets.has(name)) return;
  site.report("unknown-target", on.span, {
    name,
    near: site.near(name, site.targets),
    known: [...site.targets].join(", "),
  });
}

function literalName(on: Value, site: Site): string | undefined {
  if (on.kind === "text")
    return on.parts.every((part) => part.kind === "literal")
      ? on.parts.map((part) => (part.kind === "literal" ? part.value : "")).join("")
      : undefined;
  const isWord = on.form === "bare" && !isBound(on.name, site);
  return isWord ? [on.name, ...(on.field === undefined ? [] : [on.field])].join(".") : undefined;
}

import type { Prompt, Text, Value, Variable } from "../syntax/index.ts";
import { checkEnsure, checkRun } from "./calls.ts";
import type { Site } from "./definition.ts";

/** The step or clause that a value stands in, as messages name it. */
type Slot = "log" | "logerr" | "logwarn" | "fail" | "prompt" | "return" | "send" | "const" | "on" | "with";

/** Checks a value in which every name must be known. */
export function checkValue(value: Value, slot: Slot, site: Site): void {
  if (value.kind === "text") checkText(value, slot, site);
  else checkName(value, slot, site);
}

/** Checks the names and the calls of a text. */
export function checkText(text: Text, slot: Slot, site: Site): void {
  for (const part of text.parts) if (part.kind === "variable") checkName(part, slot, site);
  checkCaptures(text, site);
}

/** Checks the calls of a text; its names may be unknown, and are empty then. */
export function checkCaptures(text: Text, site: Site): void {
  for (const part of text.parts) {
    if (part.kind === "run") checkRun(part, site, { inText: true });
    else if (part.kind === "ensure") checkEnsure(part, site, { inText: true });
    else if (part.kind === "variable") readIfKnown(part, site);
  }
}

export function checkPrompt({ body }: Prompt, site: Site): void {
  if (body.kind === "variable" && isScript(body.name, site) && !isBound(body.name, site))
    site.report("script-as-prompt", site.place, { name: body.name });
  else checkValue(body, "prompt", site);
}

/** `const y = x`: a name that nothing has is text. */
export function checkConstant(value: Variable, site: Site): void {
  if (value.form !== "bare") return checkName(value, "const", site);
  if (value.field !== undefined) return checkFieldOrWord(value, site);
  if (isBound(value.name, site)) return;
  if (isScript(value.name, site)) site.report("script-as-value", site.place, { name: value.name });
  else site.reads.set(value, { kind: "word", text: value.name });
}

/** A bare name where text may stand without quotes: an arm of a match. */
export function checkNameOrWord(value: Variable, site: Site): void {
  if (value.field !== undefined) checkFieldOrWord(value, site);
  else if (value.form === "bare" && !isBound(value.name, site))
    site.reads.set(value, { kind: "word", text: value.name });
}

/** `x.f` is a field when `x` has any. Otherwise it is text, and `${x.f}` is empty. */
export function checkFieldOrWord(value: Variable, site: Site): void {
  const { name, field = "", form } = value;
  if (site.typed.has(name)) checkField(value, site);
  else site.reads.set(value, { kind: "word", text: form === "bare" ? `${name}.${field}` : "" });
}

/** `x.f`, where `x` must be a typed prompt capture that has the field. */
export function checkField(value: Variable, site: Site): void {
  const { name, field = "" } = value;
  const fields = site.typed.get(name);
  if (!fields) return site.report("not-typed-capture", site.place, { name });
  if (!fields.has(field)) site.report("unknown-field", site.place, { name, field, fields: [...fields] });
  else site.reads.set(value, { kind: "field", binding: name, field });
}

function checkName(value: Variable, slot: Slot, site: Site): void {
  const { name } = value;
  if (value.field !== undefined) return checkField(value, site);
  if (isBound(name, site) || readJoined(value, site)) return;
  const { report, place } = site;
  if (isScript(name, site)) return report("script-interpolated", place, { name });
  const near = site.near(name, visibleNames(site));
  report("unknown-identifier", place, { name, context: slot, near });
}

/** `${x_f}` reads the field `x.f`, unless something else has that name. */
function readJoined(value: Variable, { joined, reads }: Site): boolean {
  const field = joined.get(value.name);
  if (field) reads.set(value, { kind: "field", ...field });
  return field !== undefined;
}

function readIfKnown(value: Variable, site: Site): void {
  if (value.field === undefined) {
    if (!isBound(value.name, site)) readJoined(value, site);
  } else if (site.typed.get(value.name)?.has(value.field))
    site.reads.set(value, { kind: "field", binding: value.name, field: value.field });
  else site.reads.set(value, { kind: "word", text: "" });
}

const environmentName = /^JAIPH_[A-Z0-9_]+$/;

/** Whether a name has a value here: a binding, a constant of the module, or a setting of the run. */
export function isBound(name: string, site: Site): boolean {
  if (isLocal(name, site)) return true;
  const declared = site.symbols.of(site.module).names.get(name);
  if (declared?.kind === "other" && declared.item.kind !== "channel") return true;
  return environmentName.test(name);
}

/** Whether the definition itself binds a name. */
export function isLocal(name: string, { bindings, handlers }: Site): boolean {
  return bindings.has(name) || handlers.includes(name);
}

export function isScript(name: string, { symbols, module }: Site): boolean {
  const kind = symbols.of(module).names.get(name)?.kind;
  return kind === "script" || kind === "script-import";
}

/** The names that a reader may have meant. */
export function* visibleNames({ bindings, handlers, symbols, module }: Site): Generator<string> {
  yield* bindings;
  yield* handlers;
  for (const [name, declared] of symbols.of(module).names)
    if (declared.kind === "other" && declared.item.kind === "const-item") yield name;
}

import type { Prompt, Text, Value, Variable } from "../syntax/index.ts";
import { checkEnsure, checkRun } from "./calls.ts";
import type { Definition } from "./definition.ts";

/** The step or clause that a value stands in, as messages name it. */
export type Position =
  | "log"
  | "logerr"
  | "logwarn"
  | "fail"
  | "prompt"
  | "return"
  | "send"
  | "const"
  | "on"
  | "with";

/** Checks a value in which every name must be known. */
export function checkValue(value: Value, position: Position, definition: Definition): void {
  if (value.kind === "text") checkText(value, position, definition);
  else checkName(value, position, definition);
}

/** Checks the names and the calls of a text. */
export function checkText(text: Text, position: Position, definition: Definition): void {
  for (const part of text.parts) if (part.kind === "variable") checkName(part, position, definition);
  checkCaptures(text, definition);
}

/** Checks the calls of a text; its names may be unknown, and are empty then. */
export function checkCaptures(text: Text, definition: Definition): void {
  for (const part of text.parts) {
    if (part.kind === "run") checkRun(part, definition, { inText: true });
    else if (part.kind === "ensure") checkEnsure(part, definition, { inText: true });
    else if (part.kind === "variable") readIfKnown(part, definition);
  }
}

export function checkPrompt({ body }: Prompt, definition: Definition): void {
  if (body.kind === "variable" && isScript(body.name, definition) && !isBound(body.name, definition))
    definition.report("script-as-prompt", definition.place, { name: body.name });
  else checkValue(body, "prompt", definition);
}

/** `const y = x`: a name that nothing has is text. */
export function checkConstant(value: Variable, definition: Definition): void {
  if (value.form !== "bare") return checkName(value, "const", definition);
  if (value.field !== undefined) return checkFieldOrWord(value, definition);
  if (isBound(value.name, definition)) return;
  if (isScript(value.name, definition))
    definition.report("script-as-value", definition.place, { name: value.name });
  else definition.reads.set(value, { kind: "word", text: value.name });
}

/** A bare name where text may stand without quotes: an arm of a match. */
export function checkNameOrWord(value: Variable, definition: Definition): void {
  if (value.field !== undefined) checkFieldOrWord(value, definition);
  else if (value.form === "bare" && !isBound(value.name, definition))
    definition.reads.set(value, { kind: "word", text: value.name });
}

/** `x.f` is a field when `x` has any. Otherwise it is text, and `${x.f}` is empty. */
export function checkFieldOrWord(value: Variable, definition: Definition): void {
  const { name, field = "", form } = value;
  if (definition.typed.has(name)) checkField(value, definition);
  else definition.reads.set(value, { kind: "word", text: form === "bare" ? `${name}.${field}` : "" });
}

/** `x.f`, where `x` must be a typed prompt capture that has the field. */
export function checkField(value: Variable, definition: Definition): void {
  const { name, field = "" } = value;
  const fields = definition.typed.get(name);
  if (!fields) return definition.report("not-typed-capture", definition.place, { name });
  if (!fields.has(field))
    definition.report("unknown-field", definition.place, { name, field, fields: [...fields] });
  else definition.reads.set(value, { kind: "field", binding: name, field });
}

function checkName(value: Variable, position: Position, definition: Definition): void {
  const { name } = value;
  if (value.field !== undefined) return checkField(value, definition);
  if (isBound(name, definition) || readJoined(value, definition)) return;
  const { report, place } = definition;
  if (isScript(name, definition)) return report("script-interpolated", place, { name });
  const near = definition.near(name, visibleNames(definition));
  report("unknown-identifier", place, { name, context: position, near });
}

/** `${x_f}` reads the field `x.f`, unless something else has that name. */
function readJoined(value: Variable, { joined, reads }: Definition): boolean {
  const field = joined.get(value.name);
  if (field) reads.set(value, { kind: "field", ...field });
  return field !== undefined;
}

function readIfKnown(value: Variable, definition: Definition): void {
  if (value.field === undefined) {
    if (!isBound(value.name, definition)) readJoined(value, definition);
  } else if (definition.typed.get(value.name)?.has(value.field))
    definition.reads.set(value, { kind: "field", binding: value.name, field: value.field });
  else definition.reads.set(value, { kind: "word", text: "" });
}

const environmentName = /^JAIPH_[A-Z0-9_]+$/;

/** Whether a name has a value here: a binding, a constant of the module, or a setting of the run. */
export function isBound(name: string, definition: Definition): boolean {
  if (isLocal(name, definition)) return true;
  const declared = definition.symbols.of(definition.module).names.get(name);
  if (declared?.kind === "other" && declared.item.kind !== "channel") return true;
  return environmentName.test(name);
}

/** Whether the definition itself binds a name. */
export function isLocal(name: string, { bindings, handlers }: Definition): boolean {
  return bindings.has(name) || handlers.includes(name);
}

export function isScript(name: string, { symbols, module }: Definition): boolean {
  const kind = symbols.of(module).names.get(name)?.kind;
  return kind === "script" || kind === "script-import";
}

/** The names that a reader may have meant. */
export function* visibleNames({ bindings, handlers, symbols, module }: Definition): Generator<string> {
  yield* bindings;
  yield* handlers;
  for (const [name, declared] of symbols.of(module).names)
    if (declared.kind === "other" && declared.item.kind === "const-item") yield name;
}

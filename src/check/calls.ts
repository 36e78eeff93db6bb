import {
  type Argument,
  type EnsureCall,
  type InlineScript,
  type Ref,
  type RunCall,
  type Text,
  type Variable,
  written,
} from "../syntax/index.ts";
import type { Callee } from "./checked-program.ts";
import type { Definition } from "./definition.ts";
import { checkModifiers } from "./placement.ts";
import { resolve, wanted } from "./resolve.ts";
import { checkCaptures, checkFieldOrWord, isBound, isLocal, visibleNames } from "./values.ts";

interface CallForm {
  readonly async?: true;
  /** A call inside a text: the number of its arguments is its own affair. */
  readonly inText?: true;
}

/** Checks a `run` call: its target, its arguments and its modifiers. */
export function checkRun(call: RunCall, definition: Definition, form: CallForm = {}): void {
  const { place, report, item } = definition;
  if (form.async && item.kind === "rule") report("async-in-rule", place, {});
  const callee = call.target.kind === "ref" ? runnable(call.target, definition) : undefined;
  checkArguments(call, callee, definition, form);
  checkModifiers(call.modifiers, definition);
}

export function checkEnsure(call: EnsureCall, definition: Definition, form: CallForm = {}): void {
  checkArguments(call, ensurable(call.target, definition), definition, form);
}

function runnable(ref: Ref, definition: Definition): Callee | undefined {
  const { place, report, item, callees } = definition;
  const name = written(ref);
  if (!ref.alias && holdsString(ref.name.text, definition)) {
    report("string-not-executable", place, { name });
    return undefined;
  }
  const inRule = item.kind === "rule";
  const callee = resolve(ref, inRule ? wanted.runInRule : wanted.runInWorkflow, place, definition);
  if (!callee) return undefined;
  if (callee.kind === "rule") report("run-of-rule", place, { name });
  else if (inRule && callee.kind === "workflow") report("workflow-in-rule", place, { name });
  else callees.set(ref, callee);
  return callee;
}

function ensurable(ref: Ref, definition: Definition): Callee | undefined {
  const { place, report, callees } = definition;
  const callee = resolve(ref, wanted.ensure, place, definition);
  if (callee?.kind === "workflow") report("ensure-of-workflow", place, { name: written(ref) });
  else if (callee && callee.kind !== "rule") report("ensure-of-script", place, { name: written(ref) });
  else if (callee) callees.set(ref, callee);
  return callee;
}

/** Whether a name that nothing callable has is bound to a string. */
function holdsString(name: string, definition: Definition): boolean {
  const declared = definition.symbols.of(definition.module).names.get(name);
  if (declared && declared.kind !== "other") return false;
  return declared?.item.kind === "const-item" || isLocal(name, definition);
}

// ---- Arguments ---------------------------------------------------------------------------------------------

function checkArguments(
  { args, target }: { readonly args: readonly Argument[]; readonly target: Ref | InlineScript },
  callee: Callee | undefined,
  definition: Definition,
  form: CallForm,
): void {
  for (const arg of args) checkArgument(arg, definition, form);
  if (form.inText || target.kind !== "ref" || !callee) return;
  if (callee.kind !== "workflow" && callee.kind !== "rule") return;
  const params = callee.item.params.map(({ text }) => text);
  if (params.length === args.length) return;
  const { report, place } = definition;
  report("arity", place, { kind: callee.kind, name: written(target), params, count: args.length });
}

function checkArgument(arg: Argument, definition: Definition, form: CallForm): void {
  switch (arg.kind) {
    case "run":
      return checkRun(arg, definition);
    case "ensure":
      return checkEnsure(arg, definition);
    case "variable":
      return checkVariable(arg, definition, form);
    case "text":
      checkCaptures(arg, definition);
      return arg.quote === "none" ? checkWord(arg, definition) : undefined;
    default:
      return arg satisfies never;
  }
}

function checkVariable(arg: Variable, definition: Definition, form: CallForm): void {
  if (arg.field !== undefined) return checkFieldOrWord(arg, definition);
  if (arg.form !== "bare" || isBound(arg.name, definition)) return;
  if (form.inText) {
    definition.reads.set(arg, { kind: "word", text: arg.name });
    return;
  }
  const near = definition.near(arg.name, visibleNames(definition));
  definition.report("unknown-argument", definition.place, { name: arg.name, near });
}

const callLike = /^(?:([A-Za-z_]\w*)\.)?([A-Za-z_]\w*)\s*\(/;

/** A bare word may be the rest of a shell line, or a call that lacks its keyword. */
function checkWord(word: Text, definition: Definition): void {
  const { report, place, module, symbols } = definition;
  const text = module.source.text.slice(word.span.start, word.span.end);
  const [redirection] = /[>|&]+/.exec(text) ?? [];
  if (redirection !== undefined) return report("redirection", place, { text: redirection });
  const [, alias, name] = callLike.exec(text) ?? [];
  const callee = name === undefined ? undefined : symbols.callee(module, name, alias);
  if (callee)
    report("implicit-nested-call", place, { text, keyword: callee.kind === "rule" ? "ensure" : "run" });
}

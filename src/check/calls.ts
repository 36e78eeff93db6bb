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
import type { Site } from "./definition.ts";
import { checkModifiers } from "./placement.ts";
import { resolve, wanted } from "./resolve.ts";
import { checkCaptures, checkFieldOrWord, isBound, isLocal, visibleNames } from "./values.ts";

interface CallForm {
  readonly async?: true;
  /** A call inside a text: the number of its arguments is its own affair. */
  readonly inText?: true;
}

/** Checks a `run` call: its target, its arguments and its modifiers. */
export function checkRun(call: RunCall, site: Site, form: CallForm = {}): void {
  const { place, report, item } = site;
  if (form.async && item.kind === "rule") report("async-in-rule", place, {});
  const callee = call.target.kind === "ref" ? runnable(call.target, site) : undefined;
  checkArguments(call, callee, site, form);
  checkModifiers(call.modifiers, site);
}

export function checkEnsure(call: EnsureCall, site: Site, form: CallForm = {}): void {
  checkArguments(call, ensurable(call.target, site), site, form);
}

function runnable(ref: Ref, site: Site): Callee | undefined {
  const { place, report, item, callees } = site;
  const name = written(ref);
  if (!ref.alias && holdsString(ref.name.text, site)) {
    report("string-not-executable", place, { name });
    return undefined;
  }
  const inRule = item.kind === "rule";
  const callee = resolve(ref, inRule ? wanted.runInRule : wanted.runInWorkflow, place, site);
  if (!callee) return undefined;
  if (callee.kind === "rule") report("run-of-rule", place, { name });
  else if (inRule && callee.kind === "workflow") report("workflow-in-rule", place, { name });
  else callees.set(ref, callee);
  return callee;
}

function ensurable(ref: Ref, site: Site): Callee | undefined {
  const { place, report, callees } = site;
  const callee = resolve(ref, wanted.ensure, place, site);
  if (callee?.kind === "workflow") report("ensure-of-workflow", place, { name: written(ref) });
  else if (callee && callee.kind !== "rule") report("ensure-of-script", place, { name: written(ref) });
  else if (callee) callees.set(ref, callee);
  return callee;
}

/** Whether a name that nothing callable has is bound to a string. */
function holdsString(name: string, site: Site): boolean {
  const declared = site.symbols.of(site.module).names.get(name);
  if (declared && declared.kind !== "other") return false;
  return declared?.item.kind === "const-item" || isLocal(name, site);
}

// ---- Arguments ---------------------------------------------------------------------------------------------

function checkArguments(
  { args, target }: { readonly args: readonly Argument[]; readonly target: Ref | InlineScript },
  callee: Callee | undefined,
  site: Site,
  form: CallForm,
): void {
  for (const arg of args) checkArgument(arg, site, form);
  if (form.inText || target.kind !== "ref" || !callee) return;
  if (callee.kind !== "workflow" && callee.kind !== "rule") return;
  const params = callee.item.params.map(({ text }) => text);
  if (params.length === args.length) return;
  const { report, place } = site;
  report("arity", place, { kind: callee.kind, name: written(target), params, count: args.length });
}

function checkArgument(arg: Argument, site: Site, form: CallForm): void {
  switch (arg.kind) {
    case "run":
      return checkRun(arg, site);
    case "ensure":
      return checkEnsure(arg, site);
    case "variable":
      return checkVariable(arg, site, form);
    case "text":
      checkCaptures(arg, site);
      return arg.quote === "none" ? checkWord(arg, site) : undefined;
    default:
      return arg satisfies never;
  }
}

function checkVariable(arg: Variable, site: Site, form: CallForm): void {
  if (arg.field !== undefined) return checkFieldOrWord(arg, site);
  if (arg.form !== "bare" || isBound(arg.name, site)) return;
  if (form.inText) {
    site.reads.set(arg, { kind: "word", text: arg.name });
    return;
  }
  const near = site.near(arg.name, visibleNames(site));
  site.report("unknown-argument", site.place, { name: arg.name, near });
}

const callLike = /^(?:([A-Za-z_]\w*)\.)?([A-Za-z_]\w*)\s*\(/;

/** A bare word may be the rest of a shell line, or a call that lacks its keyword. */
function checkWord(word: Text, site: Site): void {
  const { report, place, module, symbols } = site;
  const text = module.source.text.slice(word.span.start, word.span.end);
  const [redirection] = /[>|&]+/.exec(text) ?? [];
  if (redirection !== undefined) return report("redirection", place, { text: redirection });
  const [, alias, name] = callLike.exec(text) ?? [];
  const callee = name === undefined ? undefined : symbols.callee(module, name, alias);
  if (callee)
    report("implicit-nested-call", place, { text, keyword: callee.kind === "rule" ? "ensure" : "run" });
}

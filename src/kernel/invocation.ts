import type { Callee } from "../check/index.ts";
import {
  type EnsureCall,
  type InlineScript,
  type Modifiers,
  type Ref,
  type Resources,
  type RunCall,
  written,
} from "../syntax/index.ts";
import { evaluateArguments } from "./arguments.ts";
import type { Context, Placement } from "./context.ts";
import { evaluate } from "./evaluate.ts";
import { type Maybe, then } from "./maybe.ts";
import { type Result, succeed } from "./result.ts";

/** A call whose arguments and modifiers are evaluated. */
export interface Invocation {
  readonly callee: Callee | InlineScript;
  /** The reference as written; absent for an inline script. */
  readonly written?: string;
  readonly args: readonly string[];
  /** Its own `on` and `with` over those of the enclosing calls. */
  readonly placement: Placement;
  /** Seconds for each attempt. */
  readonly timeout?: number;
  readonly retries: number;
  readonly message?: { readonly channel: string; readonly sender: string };
}

/** Evaluates arguments, then modifiers, from left to right. */
export function prepare(node: RunCall | EnsureCall, context: Context): Maybe<Result<Invocation>> {
  return then(evaluateArguments(node.args, context), (args) => {
    if (!args.ok) return args;
    const plain = { ...targetOf(node.target, context), args: args.value };
    if (node.kind === "ensure" || isPlain(node.modifiers))
      return succeed({ ...plain, placement: context.placement, retries: 0 });
    const { timeout, retry } = node.modifiers;
    return then(place(node.modifiers, context), (placement) =>
      placement.ok
        ? succeed({
            ...plain,
            placement: placement.value,
            retries: retry?.value ?? 0,
            ...(timeout && { timeout: timeout.value }),
          })
        : placement,
    );
  });
}

export function isPlain(modifiers: Modifiers): boolean {
  return !(modifiers.on || modifiers.with || modifiers.timeout || modifiers.retry);
}

function targetOf(
  target: Ref | InlineScript,
  context: Context,
): { callee: Callee | InlineScript; written?: string } {
  return target.kind === "inline-script"
    ? { callee: target }
    : { callee: calleeOf(target, context), written: written(target) };
}

export function calleeOf(ref: Ref, context: Pick<Context, "run">): Callee {
  const callee = context.run.request.program.callees.get(ref);
  if (!callee) throw new Error(`the checker left ${written(ref)} unresolved`);
  return callee;
}

function place(modifiers: Modifiers, context: Context): Maybe<Result<Placement>> {
  const on = modifiers.on ? evaluate(modifiers.on, context) : undefined;
  return then(on, (name) => {
    if (name?.ok === false) return name;
    const placement = name ? { ...context.placement, on: name.value } : context.placement;
    if (!modifiers.with) return succeed(placement);
    return then(resources(modifiers.with, context), (fields) =>
      fields.ok ? succeed({ ...placement, with: fields.value }) : fields,
    );
  });
}

async function resources(
  node: Resources,
  context: Context,
): Promise<Result<Readonly<Record<string, string>>>> {
  const fields: Record<string, string> = {};
  for (const { name, value } of node.fields) {
    const result = value.kind === "integer" ? succeed(String(value.value)) : await evaluate(value, context);
    if (!result.ok) return result;
    fields[name.text] = result.value;
  }
  return succeed(fields);
}

import { type Handler, type RunCall, written } from "../syntax/index.ts";
import type { Context } from "./context.ts";
import { merge } from "./frame.ts";
import { type Attempted, attemptWithHandler } from "./handler.ts";
import { interruption } from "./interrupt.ts";
import { prepare } from "./invocation.ts";
import { type Maybe, then } from "./maybe.ts";
import {
  type Completion,
  type Failed,
  type Failure,
  failed,
  type Result,
  type Returned,
  succeed,
} from "./result.ts";
import { say } from "./say.ts";
import { together } from "./together.ts";

/** Most characters of a branch's error text in the message of the join: the whole text is in the files. */
const longestReason = 65_536;

/** A call that runs beside the steps after it. */
interface Branch {
  readonly name: string;
  readonly ended: Promise<Attempted>;
  /** Set when a read of its handle has shown the failure: the join is silent then. */
  reported: boolean;
  /** Whether a `return` in its handler is one of the enclosing workflow: in a `catch` it is, in a `recover` not. */
  readonly passesReturn: boolean;
}

/** The branches that one list of steps has started, in dispatch order. */
export class Branches {
  readonly started: Branch[] = [];
}

/** What `const h = run async f()` binds: the first read waits for the branch and gives its value or its failure. */
export class Handle {
  readonly #branch: Branch;

  constructor(branch: Branch) {
    this.#branch = branch;
  }

  async read(): Promise<Result> {
    const end = await this.#branch.ended;
    if (end.ok) return end.call ? end.call.capture() : succeed("");
    this.#branch.reported = true;
    return end;
  }
}

/** Starts a branch: it has run up to its first wait when this returns. */
export function startBranch(
  node: RunCall,
  handler: Handler | undefined,
  context: Context,
): Maybe<Result<Handle>> {
  return then(prepare(node, context), (prepared) => {
    if (!prepared.ok) return prepared;
    const { started } = context.branches;
    const inside: Context = { ...context, chain: [...context.chain, started.length + 1] };
    const start = () => attemptWithHandler({ node, handler, invocation: prepared }, inside);
    const branch: Branch = {
      name: node.target.kind === "ref" ? written(node.target) : "inline script",
      ended: context.run.turns.hold(start),
      reported: false,
      passesReturn: handler?.trigger === "catch",
    };
    // The join may be far away: until then a bug in the branch has nobody else to notice it.
    branch.ended.catch(context.run.abandon);
    started.push(branch);
    return succeed(new Handle(branch));
  });
}

/** Waits for all branches of a list of steps that has come to its end, and says how the list ends with them. */
export async function join(list: Completion, context: Context): Promise<Completion> {
  const { started } = context.branches;
  const ends = await together(endsOf(started), context.run);
  const failures: { readonly line: string; readonly failure: Failure }[] = [];
  let returned: Returned | undefined;
  for (const [at, end] of ends.entries()) {
    const branch = started[at];
    if (!branch || (!end.ok && branch.reported)) continue;
    adopt(end, context);
    if (!end.ok)
      failures.push({ line: `run async ${branch.name}: ${reasonOf(end.failure)}`, failure: end.failure });
    else if (end.returned !== undefined && branch.passesReturn)
      returned ??= { ok: true, returned: end.returned };
  }
  const first = failures[0];
  if (!first) return list.ok && list.returned === undefined ? (returned ?? list) : list;
  if (context.signal.aborted) return list.ok ? caused(interruption(context.signal), first.failure) : list;
  if (list.ok) return caused(failed(aggregate(failures.map(({ line }) => line))), first.failure);
  for (const { line } of failures) say("logerr", line, context);
  return list;
}

/** A bug has ended a list of steps: stops what the run has started, and waits for the branches of the list. */
export async function abandonBranches({ run, branches }: Context): Promise<void> {
  run.abandon();
  await Promise.allSettled(endsOf(branches.started));
}

function endsOf(branches: readonly Branch[]): readonly Promise<Attempted>[] {
  return branches.map(({ ended }) => ended);
}

/** The output of a branch belongs to the body that started it; of a failed one also what it said of its failure. */
function adopt(end: Attempted, { frame }: Context): void {
  const output = end.ok ? end.call?.output : end.failure.output;
  if (output) merge(output, "out", frame);
  if (output && !end.ok) merge(output, "err", frame);
}

function reasonOf({ output, status }: Failure): string {
  return output.read("err", longestReason).trim() || `failed with status ${status}`;
}

function aggregate(lines: readonly string[]): string {
  return lines.length === 1 ? lines.join("") : `${lines.length} async steps failed:\n${lines.join("\n")}`;
}

function caused({ failure }: Failed, { stepId, originId }: Failure): Failed {
  return { ok: false, failure: { ...failure, ...(stepId && { stepId }), ...(originId && { originId }) } };
}

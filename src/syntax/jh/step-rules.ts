import type { IToken } from "chevrotain";
import type {
  AsyncStep,
  Body,
  ConfigItem,
  EnsureStep,
  Handler,
  InvalidStep,
  MatchStep,
  RunStep,
  Step,
  UnknownStep,
} from "../ast.ts";
import { isOf } from "./broken.ts";
import type { BlockOwner } from "./control-rules.ts";
import { explainStep } from "./explain-step.ts";
import { MessageRules } from "./message-rules.ts";
import type { Misfit } from "./recovery.ts";
import { isCall, tokenSpan } from "./text.ts";
import * as T from "./tokens.ts";

/** Bodies, their steps and handlers. */
export abstract class StepRules extends MessageRules {
  /** The config blocks of the workflow that is being parsed. */
  protected configs: ConfigItem[] = [];

  /** A step of the workflow was seen: its config block would come too late. */
  protected begun = false;

  // ---- Bodies ----------------------------------------------------------------------------------------------

  protected readonly body = this.RULE("body", (owner?: BlockOwner): Body => {
    const steps: Step[] = [];
    const open = this.CONSUME(T.LeftBrace);
    const lines = this.next(T.LineEnd);
    const outer = this.inline;
    this.ACTION(() => {
      this.enter(open);
      this.inline = !lines;
    });
    let broken = false;
    this.MANY({
      GATE: () => !this.atDefinition(),
      DEF: () =>
        this.OR([
          {
            ALT: () => {
              this.CONSUME(T.LineEnd);
              broken = true;
            },
          },
          { ALT: () => this.CONSUME(T.Semicolon) },
          { ALT: () => this.addStep(steps, this.SUBRULE(this.statement)) },
        ]),
    });
    this.inline = outer;
    this.ACTION(() => {
      if (!this.next(T.RightBrace)) this.unterminated(() => this.reportUnterminated(open, owner));
      if (lines) this.checkClosingBrace();
      else if (broken) this.spoil("newline-after-brace", this.lineHolding(open), {});
      this.leave();
    });
    this.CONSUME(T.RightBrace);
    return this.ACTION(() => ({ kind: "body", span: this.since(open), steps }));
  });

  private addStep(steps: Step[], step: Step | undefined): void {
    if (step) steps.push(step);
  }

  private reportUnterminated(open: IToken, owner: BlockOwner | undefined): void {
    if (!owner) this.report("unterminated-block", this.lineHolding(open), {});
    else if (owner.kind !== "handler")
      this.report("unterminated-definition", this.wholeLine(owner.first), {
        kind: owner.kind,
        name: owner.name,
      });
    else {
      const keyword = owner.keyword.image;
      this.report("handler-unterminated-block", tokenSpan(owner.keyword), { keyword });
    }
  }

  /** One step. What does not fit is reported and skipped here, so that the next statement is read as ever. */
  protected readonly statement = this.RULE("statement", (): Step | undefined => {
    const unit = { first: this.LA(1), inline: this.inline, spoiled: false };
    return this.attempt<Step | undefined>(
      unit,
      () => {
        this.ACTION(() => {
          if (!this.opensConfig()) this.begun = true;
        });
        const step = this.SUBRULE(this.step);
        return this.ACTION(() => {
          if (!this.atStatementEnd()) return this.recover({ known: false, at: this.LA(1), rules: [] });
          return unit.spoiled ? this.invalidStep() : step;
        });
      },
      (misfit) => this.recover(misfit),
    );
  });

  private recover(misfit: Misfit): Step {
    const { first } = this.unit;
    const diagnostic = misfit.known ? undefined : explainStep(this.broken(misfit.at, misfit.rules));
    if (diagnostic) this.diagnostics.push(diagnostic);
    this.skipStatement(first);
    this.noteLostEnd(misfit);
    if (misfit.known || diagnostic) return this.invalidStep();
    const span = this.since(first);
    return { kind: "unknown-step", span, text: this.source.text.slice(span.start, span.end) };
  }

  private invalidStep(): InvalidStep {
    return { kind: "invalid-step", span: this.since(this.unit.first) };
  }

  private skipStatement(first: IToken): void {
    if (isOf(first, ...blockWords)) this.skipBlocks(first);
    else this.skip(first, { blocks: false });
  }

  /** Goes behind the blocks of what is broken. What is wrong inside them is found on the way. */
  protected skipBlocks(first: IToken): void {
    for (let from = first; ; from = this.LA(1)) {
      while (this.skip(from, { blocks: true }) === "block") this.parseAside(() => this.SUBRULE8(this.body));
      if (!this.skipLostBlock(first)) return;
    }
  }

  /** A block whose `{` stands on the next line or was forgotten. */
  private skipLostBlock(first: IToken): boolean {
    if (!this.next(T.LineEnd)) return false;
    const opened = this.next(T.LeftBrace, 2);
    if (!opened && !this.indentsBlock(first)) return false;
    this.SKIP_TOKEN();
    this.parseAside(() => (opened ? this.SUBRULE9(this.body) : this.parseLines()));
    return true;
  }

  private parseLines(): void {
    while (!this.next(T.RightBrace) && !this.atEnd && !this.atDefinition()) {
      if (this.atStatementEnd()) this.SKIP_TOKEN();
      else this.SUBRULE9(this.statement);
    }
    this.SKIP_TOKEN();
  }

  /** Parses only for what is wrong. */
  private parseAside(parse: () => unknown): void {
    const { first } = this.unit;
    const unit = { first, inline: false, spoiled: false };
    this.attempt<unknown>(unit, parse, () => undefined);
  }

  private readonly step = this.RULE("step", () => this.choose(this.stepAlternatives));

  private get stepAlternatives() {
    this.#steps ??= [
      { ALT: () => this.SUBRULE(this.runStep) },
      { ALT: () => this.SUBRULE(this.ensureStep) },
      { ALT: () => this.SUBRULE(this.promptStep) },
      { ALT: () => this.SUBRULE(this.constStep) },
      { ALT: () => this.SUBRULE(this.logStep) },
      { ALT: () => this.SUBRULE(this.failStep) },
      { ALT: () => this.SUBRULE(this.returnStep) },
      { ALT: () => this.SUBRULE(this.matchStep) },
      { ALT: () => this.SUBRULE(this.ifStep) },
      { ALT: () => this.SUBRULE(this.forStep) },
      { ALT: () => this.SUBRULE(this.namedStep) },
      { ALT: () => this.SUBRULE(this.unknownStep) },
      { ALT: () => this.SUBRULE(this.strayStep) },
    ];
    return this.#steps;
  }

  #steps: { ALT: () => Step | undefined }[] | undefined;

  private opensConfig(): boolean {
    return this.owner === "workflow" && this.next(T.Config) && this.next(T.LeftBrace, 2);
  }

  private readonly workflowConfig = this.RULE("workflowConfig", () => {
    const first = this.LA(1);
    const config = this.SUBRULE(this.config);
    this.ACTION(() => this.checkWorkflowConfig(config, first));
    return undefined;
  });

  private checkWorkflowConfig(config: ConfigItem, first: IToken): void {
    const line = this.wholeLine(first);
    if (!this.opensLine(first) && this.begun) this.report("workflow-config-not-first", line, {});
    else if (this.begun) this.report("workflow-config-late", line, {});
    else if (this.configs.length > 0) this.report("duplicate-workflow-config", line, {});
    for (const { key } of config.entries)
      if (key.startsWith("runtime.")) this.report("workflow-config-runtime", line, { key });
    this.configs.push(config);
  }

  // ---- Calls -----------------------------------------------------------------------------------------------

  private readonly runStep = this.RULE("runStep", (): RunStep | AsyncStep => {
    const first = this.LA(1);
    const isAsync = this.next(T.Async, 2);
    const call = this.SUBRULE(this.modifiedCall);
    const handler = this.OPTION(() => this.SUBRULE(this.handler));
    return this.ACTION(() => ({
      kind: isAsync ? "async-step" : "run-step",
      span: this.since(first),
      call,
      ...(handler && { handler }),
    }));
  });

  private readonly ensureStep = this.RULE("ensureStep", (): EnsureStep => {
    const first = this.LA(1);
    const call = this.SUBRULE(this.ensureCall);
    const handler = this.OPTION({ GATE: () => this.next(T.Catch), DEF: () => this.SUBRULE(this.handler) });
    return this.ACTION(() => ({
      kind: "ensure-step",
      span: this.since(first),
      call,
      ...(handler && { handler }),
    }));
  });

  private readonly handler = this.RULE("handler", (): Handler => {
    const keyword = this.OR1([{ ALT: () => this.CONSUME(T.Catch) }, { ALT: () => this.CONSUME(T.Recover) }]);
    this.CONSUME(T.LeftParen);
    const binding = this.SUBRULE(this.name);
    this.CONSUME(T.RightParen);
    const form = this.next(T.LeftBrace) ? "block" : "single";
    const body = this.choose<Body>([
      { ALT: () => this.SUBRULE(this.body, { ARGS: [{ kind: "handler", keyword }] }) },
      { ALT: () => this.SUBRULE(this.singleStep) },
    ]);
    return this.ACTION(() => {
      const trigger = keyword.image as Handler["trigger"];
      if (body.steps.length === 0)
        this.spoil("handler-empty-block", tokenSpan(keyword), { keyword: trigger });
      return { kind: "handler", span: this.since(keyword), trigger, binding, body, form };
    });
  });

  private readonly singleStep = this.RULE("singleStep", (): Body => {
    const first = this.LA(1);
    const outer = this.inline;
    this.inline = true;
    this.ACTION(() => this.enter(first));
    const step = this.SUBRULE(this.statement);
    this.inline = outer;
    this.ACTION(() => this.leave());
    return this.ACTION(() => ({ kind: "body", span: this.since(first), steps: step ? [step] : [] }));
  });

  private readonly namedStep = this.RULE("namedStep", () =>
    this.choose<Step | undefined>([
      { GATE: () => this.opensConfig(), ALT: () => this.SUBRULE(this.workflowConfig) },
      { GATE: () => this.next(T.Send, 2), ALT: () => this.SUBRULE(this.sendStep) },
      { GATE: () => this.next(T.Assign, 2), ALT: () => this.SUBRULE(this.assignStep) },
      { GATE: () => !this.next(T.Else), ALT: () => this.SUBRULE(this.unknownStep) },
    ]),
  );

  private readonly matchStep = this.RULE("matchStep", (): MatchStep => {
    const match = this.SUBRULE(this.match);
    return this.ACTION(() => ({ kind: "match-step", span: match.span, match }));
  });

  /** A line of something else, with all its `;` that no step follows. */
  private readonly unknownStep = this.RULE("unknownStep", (): UnknownStep => {
    const first = this.LA(1);
    const pieces = this.SUBRULE(this.bareText);
    this.MANY({
      GATE: () => !this.endsAtSemicolon(),
      DEF: () => {
        this.CONSUME(T.Semicolon);
        this.SUBRULE1(this.bareText);
      },
    });
    return this.ACTION(() => {
      const [, second] = pieces;
      if (first.image === "wait" && pieces.length === 1) this.reject("wait-removed", this.keyword, {});
      if (isOf(first, T.Name, T.Dotted) && second && !isCall(second) && second.tokenType === T.Arrow)
        this.reject("route-in-body", this.line, {});
      const span = this.since(first);
      return { kind: "unknown-step", span, text: this.source.text.slice(span.start, span.end) };
    });
  });

  /** A body or text that no step asks for. */
  private readonly strayStep = this.RULE("strayStep", (): Step => {
    const token = this.CONSUME(T.Bulk);
    return this.ACTION(() => this.stray(token, "strayStep"));
  });

  private endsAtSemicolon(): boolean {
    return this.next(T.LineEnd, 2) || this.next(T.RightBrace, 2) || this.opensStep(2);
  }
}

/** Steps that may have a block. */
const blockWords = [T.If, T.Else, T.For, T.Match, T.Run, T.Ensure];

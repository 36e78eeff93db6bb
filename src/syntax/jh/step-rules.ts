import type { IToken } from "chevrotain";
import type { Span } from "../../source/index.ts";
import type {
  AsyncCall,
  AsyncStep,
  Body,
  ConfigItem,
  ConstStep,
  EnsureCall,
  EnsureStep,
  FailStep,
  Handler,
  InvalidStep,
  LogStep,
  MatchStep,
  Name,
  Prompt,
  PromptStep,
  ReturnStep,
  RunCall,
  RunStep,
  Schema,
  SendStep,
  Step,
  Text,
  UnknownStep,
  Value,
} from "../ast.ts";
import { excerpt, isOf } from "./broken.ts";
import { ConfigRules } from "./config-rules.ts";
import { constForm, contentProblem } from "./content.ts";
import type { BlockOwner } from "./control-rules.ts";
import { explainStep } from "./explain-step.ts";
import type { Misfit } from "./recovery.ts";
import { schemaOf } from "./schema.ts";
import { isCall, type Piece, singleQuotedValue, tokenSpan, variable } from "./text.ts";
import * as T from "./tokens.ts";
import { reservedWords } from "./words.ts";

/** Bodies, their steps and handlers. */
export abstract class StepRules extends ConfigRules {
  /** The config blocks of the workflow that is being parsed. */
  protected configs: ConfigItem[] = [];

  /** What the body belongs to that is being parsed: a rule must not do all that a workflow may. */
  protected owner: "rule" | "workflow" = "workflow";
  #inline = false;
  /** A step of the workflow was seen: its config block would come too late. */
  protected begun = false;

  // ---- Bodies ----------------------------------------------------------------------------------------------

  protected readonly body = this.RULE("body", (owner?: BlockOwner): Body => {
    const steps: Step[] = [];
    const open = this.CONSUME(T.LeftBrace);
    const lines = this.next(T.LineEnd);
    const outer = this.#inline;
    this.ACTION(() => {
      this.enter(open);
      this.#inline = !lines;
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
    this.#inline = outer;
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
    if (!step) return;
    steps.push(step);
    this.begun = true;
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
    const unit = { first: this.LA(1), inline: this.#inline, spoiled: false };
    return this.attempt<Step | undefined>(
      unit,
      () => {
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

  /** Goes to the end of a statement. Mistakes inside the blocks of its own are found on the way. */
  protected skipStatement(first: IToken): void {
    const blocks = isOf(first, T.If, T.Else, T.For, T.Run, T.Ensure);
    while (this.skip(first, { blocks }) === "block") this.parseAside();
  }

  /** Parses a block only for what is wrong in it. */
  protected parseAside(): void {
    const { first } = this.unit;
    this.attempt<void>(
      { first, inline: false, spoiled: false },
      () => void this.SUBRULE9(this.body),
      () => undefined,
    );
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
    const outer = this.#inline;
    this.#inline = true;
    this.ACTION(() => this.enter(first));
    const step = this.SUBRULE(this.statement);
    this.#inline = outer;
    this.ACTION(() => this.leave());
    return this.ACTION(() => ({ kind: "body", span: this.since(first), steps: step ? [step] : [] }));
  });

  // ---- Prompts ---------------------------------------------------------------------------------------------

  private readonly promptStep = this.RULE("promptStep", (): PromptStep => {
    const prompt = this.SUBRULE(this.prompt);
    return this.ACTION(() => {
      if (prompt.returns) this.report("returns-without-capture", this.keyword, {});
      return { kind: "prompt-step", span: prompt.span, prompt };
    });
  });

  private readonly prompt = this.RULE("prompt", (): Prompt => {
    const keyword = this.CONSUME(T.Prompt);
    this.ACTION(() => this.checkPromptAllowed());
    const body = this.OR<Value>([
      { ALT: () => this.SUBRULE(this.string) },
      { ALT: () => this.SUBRULE(this.triple, { ARGS: ["common"] }) },
      { ALT: () => this.SUBRULE(this.variable) },
    ]);
    const returns = this.OPTION({ GATE: () => this.opensReturns(), DEF: () => this.SUBRULE(this.returns) });
    return this.ACTION(() => {
      this.checkContent(body, "prompt");
      return { kind: "prompt", span: this.since(keyword), body, ...(returns && { returns }) };
    });
  });

  private checkPromptAllowed(): void {
    if (this.owner === "rule") this.reject("prompt-in-rule", this.value, {});
  }

  private readonly returns = this.RULE("returns", (): Schema => {
    this.OPTION(() =>
      this.OR([{ ALT: () => this.CONSUME(T.Newline) }, { ALT: () => this.CONSUME(T.Continuation) }]),
    );
    this.CONSUME(T.Returns);
    const text = this.CONSUME(T.SchemaText);
    return this.ACTION(() => {
      const { schema, problem } = schemaOf(text);
      if (problem) this.reportProblem(problem, this.keyword);
      return schema;
    });
  });

  /** On the same line, after a continued line, or on the line after a triple-quoted body. */
  private opensReturns(): boolean {
    if (this.next(T.Returns)) return true;
    const carried =
      this.next(T.Continuation) || (this.next(T.Newline) && this.last.tokenType === T.TripleClose);
    return carried && this.next(T.Returns, 2);
  }

  // ---- Bindings --------------------------------------------------------------------------------------------

  private readonly constStep = this.RULE("constStep", (): ConstStep => {
    const keyword = this.CONSUME(T.Const);
    const name = this.SUBRULE(this.name);
    this.CONSUME(T.Assign);
    this.ACTION(() => this.markValue());
    const value = this.choose<ConstStep["value"]>([
      { ALT: () => this.SUBRULE(this.captured) },
      { ALT: () => this.SUBRULE(this.match) },
      { ALT: () => this.SUBRULE(this.triple, { ARGS: ["common"] }) },
      { ALT: () => this.SUBRULE(this.constText, { ARGS: [name] }) },
    ]);
    return this.ACTION(() => {
      if (value.kind === "text") this.checkConstText(value);
      return { kind: "const-step", span: this.since(keyword), name, value };
    });
  });

  /** What may also be assigned without `const`. */
  private readonly captured = this.RULE("captured", (): RunCall | AsyncCall | EnsureCall | Prompt => {
    const isAsync = this.next(T.Async, 2);
    const value = this.OR<RunCall | EnsureCall | Prompt>([
      { ALT: () => this.SUBRULE(this.modifiedCall) },
      { ALT: () => this.SUBRULE(this.ensureCall) },
      { ALT: () => this.SUBRULE(this.prompt) },
    ]);
    return this.ACTION(() =>
      isAsync && value.kind === "run" ? { kind: "async", span: value.span, call: value } : value,
    );
  });

  /** A string, or bare text that may have strings in it. */
  private readonly constText = this.RULE("constText", (name: Name): Value => {
    const first = this.LA(1);
    this.ACTION(() => this.checkCallless(name));
    const pieces: Piece[] = [];
    const text = this.choose<Text | undefined>([
      { ALT: () => this.SUBRULE(this.string) },
      {
        ALT: () => {
          this.append(pieces, this.SUBRULE(this.bareText));
          return undefined;
        },
      },
    ]);
    const more = this.OPTION(() => this.SUBRULE1(this.bareText));
    return this.ACTION(() => {
      if (text && !more) return text;
      const span = this.since(first);
      if (first.tokenType === T.SingleQuoted && first.image.length === span.end - span.start)
        return singleQuotedValue(first);
      return this.bareValue([...pieces, ...(more ?? [])], unquoted(this.source.text, span));
    });
  });

  /** `const x = f(…)` lacks the `run`. */
  private checkCallless(name: Name): void {
    const callee = this.LA(1);
    const paren = this.LA(2);
    if (!isOf(callee, T.Name, T.Dotted) || paren.tokenType !== T.LeftParen) return;
    if (paren.startOffset !== callee.startOffset + callee.image.length) return;
    const { start, end } = this.value;
    const call = excerpt(this.source.text.slice(start, end));
    this.reject("const-call", this.value, { name: name.text, call });
  }

  private checkConstText(text: Text): void {
    const suspects = this.suspects.get(text);
    if (!suspects) return;
    const form = constForm(suspects, this.source.text);
    if (form === "fallback") this.report("const-fallback", this.value, {});
    else if (form === "command") this.report("const-command-substitution", this.value, {});
    else if (form) this.report("const-expansion", this.value, { form });
    else this.checkContent(text, "const");
  }

  /** Reports the first content rule that a text breaks. */
  private checkContent(value: { readonly kind: string }, context: string): void {
    const suspects = value.kind === "text" ? this.suspects.get(value as Text) : undefined;
    const problem = suspects && contentProblem(suspects, this.source.text, context);
    if (problem) this.reportProblem(problem, this.keyword);
  }

  private readonly namedStep = this.RULE("namedStep", () =>
    this.choose<Step | undefined>([
      { GATE: () => this.opensConfig(), ALT: () => this.SUBRULE(this.workflowConfig) },
      { GATE: () => this.next(T.Send, 2), ALT: () => this.SUBRULE(this.sendStep) },
      { GATE: () => this.next(T.Assign, 2), ALT: () => this.SUBRULE(this.assignStep) },
      { GATE: () => !this.next(T.Else), ALT: () => this.SUBRULE(this.unknownStep) },
    ]),
  );

  private readonly assignStep = this.RULE("assignStep", (): ConstStep => {
    const name = this.SUBRULE(this.name);
    this.CONSUME(T.Assign);
    this.ACTION(() => this.markValue());
    const value = this.SUBRULE(this.captured);
    return this.ACTION(() => ({ kind: "const-step", span: this.since(name.span), name, value }));
  });

  private readonly sendStep = this.RULE("sendStep", (): SendStep => {
    const channel = this.SUBRULE(this.ref);
    this.CONSUME(T.Send);
    this.ACTION(() => this.beginSend());
    const payload = this.choose<SendStep["payload"]>([
      { ALT: () => this.SUBRULE(this.string) },
      { ALT: () => this.SUBRULE(this.triple, { ARGS: ["common"] }) },
      { GATE: () => this.opensCall(T.Run), ALT: () => this.SUBRULE(this.modifiedCall) },
      { ALT: () => this.SUBRULE(this.rawPayload) },
    ]);
    return this.ACTION(() => {
      if (payload.kind === "text" && payload.quote !== "none") this.checkContent(payload, "send");
      return { kind: "send-step", span: this.since(channel.span), channel, payload };
    });
  });

  /** Errors of a payload are reported behind `<-`, counted from the first character that is not blank. */
  private beginSend(): void {
    if (this.owner === "rule") this.reject("send-in-rule", this.line, {});
    const { first } = this.unit;
    const behind = this.last.startOffset + this.last.image.length;
    const { start } = this.line;
    this.unit.valueAt = behind - (first.startOffset - start);
    if (this.atStatementEnd()) this.reject("send-empty", this.value, {});
  }

  /** A name or a reading of a variable; any other text is kept for the checker, which says what it is. */
  private readonly rawPayload = this.RULE("rawPayload", (): Value => {
    const first = this.LA(1);
    const pieces = this.SUBRULE(this.bareText);
    return this.ACTION(() => {
      const [start] = pieces;
      if (start && !isCall(start)) this.checkPayload(start, pieces.length);
      return this.bareValue(pieces, this.since(first), { dollar: "read" });
    });
  });

  private checkPayload({ tokenType, image }: IToken, length: number): void {
    if (tokenType === T.SingleQuoted && length === 1) this.reject("single-quotes", this.value, {});
    if (tokenType === T.Reference && length > 1) this.reject("send-form", this.value, {});
    if (tokenType !== T.BareShellForm || !image.startsWith("${")) return;
    this.reject(image.endsWith("}") ? "send-form" : "send-unterminated", this.value, {});
  }

  // ---- Words -----------------------------------------------------------------------------------------------

  private readonly logStep = this.RULE("logStep", (): LogStep => {
    const keyword = this.CONSUME(T.LogLevel);
    const level = keyword.image as LogStep["level"];
    const message = this.choose<LogStep["message"]>([
      { ALT: () => this.SUBRULE(this.string) },
      { ALT: () => this.SUBRULE(this.triple, { ARGS: ["common"] }) },
      { GATE: () => !this.runsReference(), ALT: () => this.SUBRULE(this.modifiedCall) },
      { GATE: () => !this.next(T.Run), ALT: () => this.SUBRULE(this.variable) },
    ]);
    return this.ACTION(() => {
      if (message.kind === "variable" && (message.form === "dollar" || reservedWords.has(message.name)))
        this.reject("log-form", this.keyword, { keyword: level });
      this.checkContent(message, level);
      return { kind: "log-step", span: this.since(keyword), level, message };
    });
  });

  /** `log run f()`: only an inline script can be logged. */
  private runsReference(): boolean {
    return this.next(T.Run) && (this.next(T.Name, 2) || this.next(T.Dotted, 2));
  }

  private readonly failStep = this.RULE("failStep", (): FailStep => {
    const keyword = this.CONSUME(T.Fail);
    const message = this.OR<Value>([
      { ALT: () => this.SUBRULE(this.ignoringRest) },
      { ALT: () => this.SUBRULE(this.triple, { ARGS: ["common"] }) },
      { ALT: () => variable(this.CONSUME(T.Reference)) },
    ]);
    return this.ACTION(() => {
      this.checkContent(message, "fail");
      return { kind: "fail-step", span: this.since(keyword), message };
    });
  });

  private readonly returnStep = this.RULE("returnStep", (): ReturnStep => {
    const keyword = this.CONSUME(T.Return);
    const value = this.OPTION(() =>
      this.choose<NonNullable<ReturnStep["value"]>>([
        { ALT: () => this.SUBRULE(this.ignoringRest) },
        { ALT: () => this.SUBRULE(this.triple, { ARGS: ["common"] }) },
        { ALT: () => this.SUBRULE(this.modifiedCall) },
        { ALT: () => this.SUBRULE(this.ensureCall) },
        { ALT: () => this.SUBRULE(this.match) },
        { ALT: () => this.SUBRULE(this.variable) },
      ]),
    );
    return this.ACTION(() => {
      if (value) this.checkContent(value, "return");
      return { kind: "return-step", span: this.since(keyword), ...(value && { value }) };
    });
  });

  /** A string; what stands behind it on the line is ignored. */
  private readonly ignoringRest = this.RULE("ignoringRest", (): Text => {
    const text = this.SUBRULE(this.string);
    this.OPTION(() => this.SUBRULE(this.bareText));
    return text;
  });

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

/** Bare text loses one pair of quotes around all of it. */
function unquoted(source: string, span: Span): Span {
  const quote = source[span.start];
  const quoted =
    (quote === '"' || quote === "'") && span.end - span.start > 1 && source[span.end - 1] === quote;
  return quoted ? { start: span.start + 1, end: span.end - 1 } : span;
}

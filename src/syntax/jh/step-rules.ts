import type { IToken } from "chevrotain";
import type {
  AsyncStep,
  Body,
  ConfigItem,
  ConstStep,
  EnsureStep,
  FailStep,
  Handler,
  LogStep,
  MatchStep,
  Prompt,
  PromptStep,
  ReturnStep,
  RunStep,
  SendStep,
  Step,
  Text,
  UnknownStep,
  Value,
} from "../ast.ts";
import { Reported } from "./base-parser.ts";
import { ConfigRules } from "./config-rules.ts";
import { schemaOf } from "./schema.ts";
import { type Piece, tokenSpan } from "./text.ts";
import * as T from "./tokens.ts";

/** Bodies, their steps and handlers. */
export abstract class StepRules extends ConfigRules {
  /** The config blocks of the workflow that is being parsed. */
  protected configs: ConfigItem[] = [];

  // ---- Bodies ----------------------------------------------------------------------------------------------

  protected readonly body = this.RULE("body", (): Body => {
    const steps: Step[] = [];
    const open = this.CONSUME(T.LeftBrace);
    this.MANY(() =>
      this.OR([
        { ALT: () => this.CONSUME(T.LineEnd) },
        { ALT: () => this.CONSUME(T.Semicolon) },
        { ALT: () => this.addStep(steps, this.SUBRULE(this.statement)) },
      ]),
    );
    this.CONSUME(T.RightBrace);
    return this.ACTION(() => ({ kind: "body", span: this.since(open), steps }));
  });

  private addStep(steps: Step[], step: Step | undefined): void {
    if (step) steps.push(step);
  }

  /** One step. What does not fit is reported and skipped here, so that the next statement is read as ever. */
  protected readonly statement = this.RULE("statement", (): Step | undefined => {
    const first = this.LA(1);
    try {
      const step = this.SUBRULE(this.step);
      this.ACTION(() => this.expectStatementEnd());
      return step;
    } catch (error) {
      return this.recover(first, error);
    }
  });

  private expectStatementEnd(): void {
    if (!this.atStatementEnd()) throw new Reported();
  }

  private atStatementEnd(): boolean {
    return (
      this.next(T.LineEnd) || this.next(T.Semicolon) || this.next(T.RightBrace) || this.LA(1).image === ""
    );
  }

  private recover(first: IToken, error: unknown): Step {
    while (!this.atStatementEnd()) this.SKIP_TOKEN();
    if (!(error instanceof Reported)) void error;
    const span = this.since(first);
    return { kind: "unknown-step", span, text: this.source.text.slice(span.start, span.end) };
  }

  private readonly step = this.RULE("step", () =>
    this.OR<Step | undefined>({ DEF: this.stepAlternatives, IGNORE_AMBIGUITIES: true }),
  );

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
      { ALT: () => this.SUBRULE(this.configStep) },
      { ALT: () => this.SUBRULE(this.namedStep) },
      { ALT: () => this.SUBRULE(this.unknownStep) },
    ];
    return this.#steps;
  }

  #steps: { ALT: () => Step | undefined }[] | undefined;

  private readonly configStep = this.RULE("configStep", () =>
    this.OR<UnknownStep | undefined>([
      { GATE: () => this.next(T.LeftBrace, 2), ALT: () => this.SUBRULE(this.workflowConfig) },
      { ALT: () => this.SUBRULE(this.unknownStep) },
    ]),
  );

  private readonly workflowConfig = this.RULE("workflowConfig", () => {
    const config = this.SUBRULE(this.config);
    this.ACTION(() => this.configs.push(config));
    return undefined;
  });

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
    const handler = this.OPTION(() => this.SUBRULE(this.handler));
    return this.ACTION(() => ({
      kind: "ensure-step",
      span: this.since(first),
      call,
      ...(handler && { handler }),
    }));
  });

  private readonly handler = this.RULE("handler", (): Handler => {
    const keyword = this.OR([{ ALT: () => this.CONSUME(T.Catch) }, { ALT: () => this.CONSUME(T.Recover) }]);
    this.CONSUME(T.LeftParen);
    const binding = this.SUBRULE(this.name);
    this.CONSUME(T.RightParen);
    const form = this.next(T.LeftBrace) ? "block" : "single";
    const body = this.OR1<Body>([
      { ALT: () => this.SUBRULE(this.body) },
      { ALT: () => this.SUBRULE(this.singleStep) },
    ]);
    return this.ACTION(() => ({
      kind: "handler",
      span: this.since(keyword),
      trigger: keyword.image as Handler["trigger"],
      binding,
      body,
      form,
    }));
  });

  private readonly singleStep = this.RULE("singleStep", (): Body => {
    const first = this.LA(1);
    const step = this.SUBRULE(this.statement);
    return this.ACTION(() => ({ kind: "body", span: this.since(first), steps: step ? [step] : [] }));
  });

  // ---- Prompts ---------------------------------------------------------------------------------------------

  private readonly promptStep = this.RULE("promptStep", (): PromptStep => {
    const prompt = this.SUBRULE(this.prompt);
    return this.ACTION(() => ({ kind: "prompt-step", span: prompt.span, prompt }));
  });

  private readonly prompt = this.RULE("prompt", (): Prompt => {
    const keyword = this.CONSUME(T.Prompt);
    const body = this.OR<Value>([
      { ALT: () => this.SUBRULE(this.string) },
      { ALT: () => this.SUBRULE(this.triple, { ARGS: ["common"] }) },
      { ALT: () => this.SUBRULE(this.variable) },
    ]);
    const schema = this.OPTION({
      GATE: () => this.opensReturns(),
      DEF: () => {
        this.OPTION1(() => this.CONSUME(T.Newline));
        this.OPTION2(() => this.CONSUME(T.Continuation));
        this.CONSUME(T.Returns);
        return this.CONSUME(T.SchemaText);
      },
    });
    return this.ACTION(() => ({
      kind: "prompt",
      span: this.since(keyword),
      body,
      ...(schema && { returns: schemaOf(schema).schema }),
    }));
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
    const value = this.OR<ConstStep["value"]>([
      { ALT: () => this.SUBRULE(this.capturedCall) },
      { ALT: () => this.SUBRULE(this.ensureCall) },
      { ALT: () => this.SUBRULE(this.prompt) },
      { ALT: () => this.SUBRULE(this.match) },
      { ALT: () => this.SUBRULE(this.triple, { ARGS: ["common"] }) },
      { ALT: () => this.SUBRULE(this.constText) },
    ]);
    return this.ACTION(() => ({ kind: "const-step", span: this.since(keyword), name, value }));
  });

  private readonly capturedCall = this.RULE("capturedCall", () => {
    const isAsync = this.next(T.Async, 2);
    const call = this.SUBRULE(this.modifiedCall);
    return this.ACTION(() => (isAsync ? ({ kind: "async", span: call.span, call } as const) : call));
  });

  /** A string, or bare text that may have strings in it. */
  private readonly constText = this.RULE("constText", (): Value => {
    const first = this.LA(1);
    let text: Text | undefined;
    const pieces: Piece[] = [];
    this.OR([
      {
        ALT: () => {
          text = this.SUBRULE(this.string);
          this.OPTION(() => {
            this.append(pieces, this.SUBRULE(this.bareText));
            text = undefined;
          });
        },
      },
      { ALT: () => this.append(pieces, this.SUBRULE1(this.bareText)) },
    ]);
    return this.ACTION(() => text ?? this.bareValue(pieces, this.since(first)));
  });

  private readonly namedStep = this.RULE("namedStep", () =>
    this.OR<Step>([
      { GATE: () => this.next(T.Send, 2), ALT: () => this.SUBRULE(this.sendStep) },
      { GATE: () => this.next(T.Assign, 2), ALT: () => this.SUBRULE(this.assignStep) },
      { ALT: () => this.SUBRULE(this.unknownStep) },
    ]),
  );

  private readonly assignStep = this.RULE("assignStep", (): ConstStep => {
    const name = this.SUBRULE(this.name);
    this.CONSUME(T.Assign);
    const value = this.OR<ConstStep["value"]>([
      { ALT: () => this.SUBRULE(this.capturedCall) },
      { ALT: () => this.SUBRULE(this.ensureCall) },
      { ALT: () => this.SUBRULE(this.prompt) },
    ]);
    return this.ACTION(() => ({ kind: "const-step", span: this.since(name.span), name, value }));
  });

  private readonly sendStep = this.RULE("sendStep", (): SendStep => {
    const channel = this.SUBRULE(this.ref);
    this.CONSUME(T.Send);
    const payload = this.OR<SendStep["payload"]>([
      { ALT: () => this.SUBRULE(this.string) },
      { ALT: () => this.SUBRULE(this.triple, { ARGS: ["common"] }) },
      { ALT: () => this.SUBRULE(this.modifiedCall) },
      { ALT: () => this.SUBRULE(this.variable) },
    ]);
    return this.ACTION(() => ({ kind: "send-step", span: this.since(channel.span), channel, payload }));
  });

  // ---- Words -----------------------------------------------------------------------------------------------

  private readonly logStep = this.RULE("logStep", (): LogStep => {
    const keyword = this.CONSUME(T.LogLevel);
    const message = this.OR<LogStep["message"]>([
      { ALT: () => this.SUBRULE(this.string) },
      { ALT: () => this.SUBRULE(this.triple, { ARGS: ["common"] }) },
      { ALT: () => this.SUBRULE(this.modifiedCall) },
      { ALT: () => this.SUBRULE(this.variable) },
    ]);
    return this.ACTION(() => ({
      kind: "log-step",
      span: this.since(keyword),
      level: keyword.image as LogStep["level"],
      message,
    }));
  });

  private readonly failStep = this.RULE("failStep", (): FailStep => {
    const keyword = this.CONSUME(T.Fail);
    const message = this.OR<Value>([
      { ALT: () => this.SUBRULE(this.ignoringRest) },
      { ALT: () => this.SUBRULE(this.triple, { ARGS: ["common"] }) },
      { ALT: () => this.SUBRULE(this.variable) },
    ]);
    return this.ACTION(() => ({ kind: "fail-step", span: this.since(keyword), message }));
  });

  private readonly returnStep = this.RULE("returnStep", (): ReturnStep => {
    const keyword = this.CONSUME(T.Return);
    const value = this.OPTION(() =>
      this.OR<ReturnStep["value"]>([
        { ALT: () => this.SUBRULE(this.ignoringRest) },
        { ALT: () => this.SUBRULE(this.triple, { ARGS: ["common"] }) },
        { ALT: () => this.SUBRULE(this.modifiedCall) },
        { ALT: () => this.SUBRULE(this.ensureCall) },
        { ALT: () => this.SUBRULE(this.match) },
        { ALT: () => this.SUBRULE(this.variable) },
      ]),
    );
    return this.ACTION(() => ({ kind: "return-step", span: this.since(keyword), ...(value && { value }) }));
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

  private readonly unknownStep = this.RULE("unknownStep", (): UnknownStep => {
    const first = this.LA(1);
    this.SUBRULE(this.bareText);
    return this.ACTION(() => {
      const span = this.since(tokenSpan(first));
      return { kind: "unknown-step", span, text: this.source.text.slice(span.start, span.end) };
    });
  });
}

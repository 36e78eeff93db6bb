import type { IToken } from "chevrotain";
import type { FailStep, LogStep, ReturnStep, SendStep, Text, Value } from "../ast.ts";
import { BindingRules } from "./binding-rules.ts";
import { isCall, variable } from "./text.ts";
import * as T from "./tokens.ts";
import { reservedWords } from "./words.ts";

/** What a body says: `log`, `fail`, `return` and sends. */
export abstract class MessageRules extends BindingRules {
  protected readonly logStep = this.RULE("logStep", (): LogStep => {
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

  protected readonly failStep = this.RULE("failStep", (): FailStep => {
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

  protected readonly returnStep = this.RULE("returnStep", (): ReturnStep => {
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

  protected readonly sendStep = this.RULE("sendStep", (): SendStep => {
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
}

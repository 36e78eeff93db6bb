import type { Span } from "../../source/index.ts";
import type { AsyncCall, ConstStep, EnsureCall, Name, Prompt, RunCall, Text, Value } from "../ast.ts";
import { excerpt, isOf } from "./broken.ts";
import { constForm } from "./content.ts";
import { PromptRules } from "./prompt-rules.ts";
import { type Piece, singleQuotedValue } from "./text.ts";
import * as T from "./tokens.ts";

/** `const x = …`, and the captures that may do without `const`. */
export abstract class BindingRules extends PromptRules {
  protected readonly constStep = this.RULE("constStep", (): ConstStep => {
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

  protected readonly assignStep = this.RULE("assignStep", (): ConstStep => {
    const name = this.SUBRULE(this.name);
    this.CONSUME(T.Assign);
    this.ACTION(() => this.markValue());
    const value = this.SUBRULE(this.captured);
    return this.ACTION(() => ({ kind: "const-step", span: this.since(name.span), name, value }));
  });
}

/** Bare text loses one pair of quotes around all of it. */
function unquoted(source: string, span: Span): Span {
  const quote = source[span.start];
  const quoted =
    (quote === '"' || quote === "'") && span.end - span.start > 1 && source[span.end - 1] === quote;
  return quoted ? { start: span.start + 1, end: span.end - 1 } : span;
}

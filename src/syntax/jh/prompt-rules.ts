import type { Prompt, PromptStep, Schema, Value } from "../ast.ts";
import { ConfigRules } from "./config-rules.ts";
import { schemaOf } from "./schema.ts";
import * as T from "./tokens.ts";

/** Prompts and what they return. */
export abstract class PromptRules extends ConfigRules {
  protected readonly promptStep = this.RULE("promptStep", (): PromptStep => {
    const prompt = this.SUBRULE(this.prompt);
    return this.ACTION(() => {
      if (prompt.returns) this.report("returns-without-capture", this.keyword, {});
      return { kind: "prompt-step", span: prompt.span, prompt };
    });
  });

  protected readonly prompt = this.RULE("prompt", (): Prompt => {
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
}

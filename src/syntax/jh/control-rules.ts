import type { IToken, ParserMethod } from "chevrotain";
import type { Body, Condition, ExactPattern, ForStep, IfBranch, IfStep } from "../ast.ts";
import { MatchRules } from "./match-rules.ts";
import * as T from "./tokens.ts";

/** Whose block a body is: what is said when the block is not closed depends on it. */
export type BlockOwner =
  | { readonly kind: "rule" | "workflow"; readonly name: string; readonly first: IToken }
  | { readonly kind: "handler"; readonly keyword: IToken };

/** `if` and `for`. */
export abstract class ControlRules extends MatchRules {
  protected abstract readonly body: ParserMethod<[BlockOwner?], Body>;

  protected readonly ifStep = this.RULE("ifStep", (): IfStep => {
    const first = this.LA(1);
    const branches = [this.SUBRULE(this.branch)];
    const otherwise: Body[] = [];
    this.MANY({
      GATE: () => otherwise.length === 0,
      DEF: () => this.SUBRULE(this.otherwise, { ARGS: [branches, otherwise] }),
    });
    return this.ACTION(() => {
      const [last] = otherwise;
      return { kind: "if-step", span: this.since(first), branches, ...(last && { otherwise: last }) };
    });
  });

  private readonly otherwise = this.RULE("otherwise", (branches: IfBranch[], otherwise: Body[]) => {
    const keyword = this.CONSUME(T.Else);
    this.OR([
      {
        ALT: () => {
          const branch = this.SUBRULE(this.branch);
          this.ACTION(() => {
            branches.push(branch);
            if (branch.body.steps.length === 0)
              this.spoil("else-if-empty", this.restOfLine(keyword.startOffset), {});
          });
        },
      },
      {
        ALT: () => {
          const body = this.SUBRULE(this.lines);
          this.ACTION(() => otherwise.push(body));
        },
      },
    ]);
  });

  private readonly branch = this.RULE("branch", (): IfBranch => {
    const keyword = this.CONSUME(T.If);
    const condition = this.SUBRULE(this.condition);
    const body = this.SUBRULE(this.lines);
    return this.ACTION(() => ({ kind: "if-branch", span: this.since(keyword), condition, body }));
  });

  /** The block of an `if`: its first step stands on a line of its own. */
  private readonly lines = this.RULE("lines", (): Body => {
    this.ACTION(() => {
      if (this.next(T.LeftBrace) && !this.next(T.LineEnd, 2)) this.reject("if-form", this.keyword, {});
    });
    return this.SUBRULE(this.body);
  });

  private readonly condition = this.RULE("condition", (): Condition => {
    const subject = this.SUBRULE(this.subject);
    const operator = this.LA(1);
    const operand = this.OR<Condition["operand"]>([
      { ALT: () => this.SUBRULE(this.equality) },
      { ALT: () => this.SUBRULE(this.matching) },
    ]);
    return this.ACTION(() => {
      const span = this.since(subject.span);
      const operatorEnd = operator.startOffset + operator.image.length;
      const spaced = subject.span.end < operator.startOffset && operatorEnd < operand.span.start;
      if (!spaced) this.reject("if-form", this.keyword, {});
      if (operand.kind === "regex" && operand.source === "") this.reject("if-regex-empty", this.keyword, {});
      return { kind: "condition", span, subject, operator: operator.image as Condition["operator"], operand };
    });
  });

  private readonly equality = this.RULE("equality", () => {
    this.OR([{ ALT: () => this.CONSUME(T.Equal) }, { ALT: () => this.CONSUME(T.NotEqual) }]);
    return this.SUBRULE(this.text);
  });

  private readonly matching = this.RULE("matching", () => {
    this.OR([{ ALT: () => this.CONSUME(T.Matches) }, { ALT: () => this.CONSUME(T.NotMatches) }]);
    return this.SUBRULE(this.regex);
  });

  /** The string of a condition: escapes as in any string, but nothing is interpolated. */
  private readonly text = this.RULE("text", (): ExactPattern => {
    const first = this.LA(1);
    this.SUBRULE(this.string);
    return this.ACTION(() => {
      const span = this.since(first);
      const raw = this.source.text.slice(span.start + 1, span.end - 1);
      return { kind: "exact", span, value: raw.replace(/\\(["\\$`])/g, "$1") };
    });
  });

  // ---- for -------------------------------------------------------------------------------------------------

  protected readonly forStep = this.RULE("forStep", (): ForStep => {
    const keyword = this.CONSUME(T.For);
    const name = this.SUBRULE(this.name);
    this.CONSUME(T.In);
    const source = this.SUBRULE(this.subject);
    this.ACTION(() => this.next(T.LineEnd, 2) || this.reject("newline-after-brace", this.line, {}));
    const body = this.SUBRULE(this.body);
    return this.ACTION(() => ({ kind: "for-step", span: this.since(keyword), variable: name, source, body }));
  });
}

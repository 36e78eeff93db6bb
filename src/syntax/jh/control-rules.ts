import type { IToken, ParserMethod } from "chevrotain";
import type {
  Arm,
  ArmBody,
  Body,
  Condition,
  ExactPattern,
  FailStep,
  ForbiddenArm,
  ForStep,
  IfBranch,
  IfStep,
  Match,
  Pattern,
  RegexPattern,
  Value,
} from "../ast.ts";
import { CallRules } from "./call-rules.ts";
import { explainArm } from "./explain-arm.ts";
import type { Misfit } from "./recovery.ts";
import { tokenSpan, variable } from "./text.ts";
import * as T from "./tokens.ts";

/** Whose block a body is: what is said when the block is not closed depends on it. */
export type BlockOwner =
  | { readonly kind: "rule" | "workflow"; readonly name: string; readonly first: IToken }
  | { readonly kind: "handler"; readonly keyword: IToken };

/** Why a regular expression cannot be used; nothing when it can. */
function regexProblem(source: string): string | undefined {
  if (source === "") return "empty";
  try {
    new RegExp(source);
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^.*: /, "");
  }
}

/** `match`, `if` and `for`. */
export abstract class ControlRules extends CallRules {
  protected abstract readonly body: ParserMethod<[BlockOwner?], Body>;

  /** Reports, through `tell`, a block that is not closed, unless that was said of a block inside it. */
  protected unterminated(tell: () => void): never {
    if (!this.cutOff) tell();
    this.cutOff = true;
    this.abandon();
  }

  /** The closing brace of a block of several lines is alone on its line. */
  protected checkClosingBrace(): void {
    const brace = this.LA(1);
    if (!this.opensLine(brace)) this.spoil("closing-brace-alone", this.firstColumn(brace), {});
  }

  // ---- match -----------------------------------------------------------------------------------------------

  protected readonly match = this.RULE("match", (): Match => {
    const arms: Arm[] = [];
    const keyword = this.CONSUME(T.Match);
    const subject = this.SUBRULE(this.subject);
    this.CONSUME(T.LeftBrace);
    this.ACTION(() => this.next(T.LineEnd) || this.reject("match-subject", this.wholeLine(keyword), {}));
    this.MANY({
      GATE: () => !this.atDefinition(),
      DEF: () =>
        this.OR([
          { ALT: () => this.CONSUME(T.LineEnd) },
          { ALT: () => this.CONSUME(T.Semicolon) },
          { ALT: () => this.addArm(arms, this.SUBRULE(this.armLine)) },
        ]),
    });
    this.ACTION(() => this.closeMatch(keyword, arms));
    this.CONSUME(T.RightBrace);
    return this.ACTION(() => ({ kind: "match", span: this.since(keyword), subject, arms }));
  });

  private addArm(arms: Arm[], arm: Arm | undefined): void {
    if (arm) arms.push(arm);
    else this.unit.spoiled = true;
  }

  private closeMatch(keyword: IToken, arms: readonly Arm[]): void {
    const line = this.wholeLine(keyword);
    if (!this.next(T.RightBrace)) this.unterminated(() => this.report("match-unterminated", line, {}));
    this.checkClosingBrace();
    if (arms.length === 0 && !this.unit.spoiled) this.spoil("match-empty", line, {});
  }

  /** One arm. Like a statement it is skipped when it does not fit, and the next one is read as ever. */
  private readonly armLine = this.RULE("armLine", (): Arm | undefined => {
    const unit = { first: this.LA(1), inline: false, spoiled: false };
    return this.attempt(
      unit,
      () => {
        const arm = this.choose<Arm>([
          { ALT: () => this.SUBRULE(this.arm) },
          { ALT: () => this.SUBRULE(this.strayArm) },
        ]);
        return this.ACTION(() => {
          if (!this.atStatementEnd()) this.explainArm({ known: false, at: this.LA(1), rules: [] });
          return unit.spoiled ? undefined : arm;
        });
      },
      (misfit) => this.explainArm(misfit),
    );
  });

  private readonly strayArm = this.RULE("strayArm", () => {
    const first = this.LA(1);
    this.SUBRULE(this.strayToken);
    return this.ACTION(() => this.stray(first, "pattern"));
  });

  private explainArm(misfit: Misfit): undefined {
    if (!misfit.known) this.diagnostics.push(explainArm(this.broken(misfit.at, misfit.rules)));
    this.unit.spoiled = true;
    this.skipMisfit(misfit);
  }

  private readonly subject = this.RULE("subject", () => {
    const token = this.OR([{ ALT: () => this.CONSUME(T.Dotted) }, { ALT: () => this.CONSUME(T.Name) }]);
    return this.ACTION(() => variable(token));
  });

  private readonly arm = this.RULE("arm", (): Arm => {
    const first = this.LA(1);
    const patterns: Pattern[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: T.Pipe, DEF: () => patterns.push(this.SUBRULE(this.pattern)) });
    this.ACTION(() => this.checkPatterns(patterns));
    this.CONSUME(T.FatArrow);
    const body = this.SUBRULE(this.armBody);
    return this.ACTION(() => ({ kind: "arm", span: this.since(first), patterns, body }));
  });

  private checkPatterns(patterns: readonly Pattern[]): void {
    const { line } = this;
    const wildcard = patterns.some((pattern) => pattern.kind === "wildcard");
    if (wildcard && patterns.length > 1) this.reject("match-wildcard-alternative", line, {});
    for (const pattern of patterns) {
      if (pattern.kind !== "regex") continue;
      const reason = regexProblem(pattern.source);
      if (reason === "empty") this.reject("match-regex-empty", line, {});
      if (reason !== undefined) this.reject("match-regex-invalid", line, { reason });
    }
  }

  private readonly pattern = this.RULE("pattern", () =>
    this.OR<Pattern>([
      { ALT: () => this.SUBRULE(this.exact) },
      { ALT: () => this.SUBRULE(this.regex) },
      {
        ALT: () => {
          const token = this.CONSUME(T.Identifier);
          return this.ACTION(() => {
            if (token.image !== "_") this.reject("match-pattern", this.line, {});
            return { kind: "wildcard", span: tokenSpan(token) };
          });
        },
      },
    ]),
  );

  /** A string that is compared as it is: nothing in it is interpolated. */
  protected readonly exact = this.RULE("exact", (): ExactPattern => {
    const first = this.LA(1);
    this.SUBRULE(this.string);
    return this.ACTION(() => {
      const span = this.since(first);
      const raw = this.source.text.slice(span.start + 1, span.end - 1);
      return { kind: "exact", span, value: raw.replace(/\\(["n\\])/g, (_, c) => (c === "n" ? "\n" : c)) };
    });
  });

  protected readonly regex = this.RULE("regex", (): RegexPattern => {
    const token = this.CONSUME(T.Regex);
    const source = token.image.slice(1, -1).replaceAll("\\/", "/");
    return this.ACTION(() => ({ kind: "regex", span: tokenSpan(token), source }));
  });

  private readonly armBody = this.RULE("armBody", () =>
    this.choose<ArmBody>([
      { ALT: () => this.SUBRULE(this.armString) },
      { ALT: () => this.SUBRULE(this.triple, { ARGS: ["common"] }) },
      { GATE: () => this.opensText(), ALT: () => this.SUBRULE(this.armFail) },
      { GATE: () => this.opensReferenceCall(T.Run), ALT: () => this.SUBRULE(this.modifiedCall) },
      { GATE: () => this.opensReferenceCall(T.Ensure), ALT: () => this.SUBRULE(this.ensureCall) },
      { GATE: () => !this.next(T.Run) || this.opensCall(T.Run), ALT: () => this.SUBRULE(this.forbiddenArm) },
      { ALT: () => this.SUBRULE(this.armText) },
    ]),
  );

  private opensText(): boolean {
    return this.next(T.PlainString, 2) || this.next(T.StringOpen, 2);
  }

  /** A comma after a string is a habit of other languages: it means nothing. */
  private readonly armString = this.RULE("armString", () => {
    const text = this.SUBRULE(this.string);
    this.OPTION(() => this.CONSUME(T.Comma));
    return text;
  });

  private readonly armFail = this.RULE("armFail", (): FailStep => {
    const keyword = this.CONSUME(T.Fail);
    const message = this.SUBRULE(this.armString);
    return this.ACTION(() => ({
      kind: "fail-step",
      span: { start: keyword.startOffset, end: message.span.end },
      message,
    }));
  });

  private readonly forbiddenArm = this.RULE("forbiddenArm", (): ForbiddenArm => {
    const first = this.LA(1);
    const reason = this.OR([
      {
        ALT: () => {
          this.CONSUME(T.Return);
          this.OPTION(() => this.SUBRULE(this.armText));
          return "return" as const;
        },
      },
      {
        ALT: () => {
          this.OPTION1(() => this.CONSUME(T.Run));
          this.SUBRULE(this.inlineScript);
          this.OPTION2(() => this.SUBRULE(this.args));
          return "inline-script" as const;
        },
      },
    ]);
    return this.ACTION(() => ({ kind: "forbidden-arm", span: this.since(first), reason }));
  });

  private readonly armText = this.RULE("armText", (): Value => {
    const first = this.LA(1);
    const pieces = this.SUBRULE(this.bareText);
    return this.ACTION(() => {
      if (first.tokenType === T.SingleQuoted) this.reject("single-quotes", this.line, {});
      return this.bareValue(pieces, this.since(first), { dollar: "read" });
    });
  });

  // ---- if --------------------------------------------------------------------------------------------------

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

import type { IToken } from "chevrotain";
import type {
  Arm,
  ArmBody,
  ExactPattern,
  FailStep,
  ForbiddenArm,
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

/** `match` with its arms. */
export abstract class MatchRules extends CallRules {
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
    if (!this.next(T.RightBrace))
      this.unterminated(() => this.report("match-unterminated", this.wholeLine(keyword), {}));
    this.checkClosingBrace();
    if (arms.length === 0 && !this.unit.spoiled) this.spoil("match-empty", this.wholeLine(keyword), {});
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

  protected readonly subject = this.RULE("subject", () => {
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
    const wildcard = patterns.some((pattern) => pattern.kind === "wildcard");
    if (wildcard && patterns.length > 1) this.reject("match-wildcard-alternative", this.line, {});
    for (const pattern of patterns) {
      if (pattern.kind !== "regex") continue;
      const reason = regexProblem(pattern.source);
      if (reason === "empty") this.reject("match-regex-empty", this.line, {});
      if (reason !== undefined) this.reject("match-regex-invalid", this.line, { reason });
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
}

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

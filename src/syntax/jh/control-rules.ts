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
import { tokenSpan, variable } from "./text.ts";
import * as T from "./tokens.ts";

/** `match`, `if` and `for`. */
export abstract class ControlRules extends CallRules {
  protected abstract readonly body: ParserMethod<[], Body>;

  // ---- match -----------------------------------------------------------------------------------------------

  protected readonly match = this.RULE("match", (): Match => {
    const arms: Arm[] = [];
    const keyword = this.CONSUME(T.Match);
    const subject = this.SUBRULE(this.subject);
    this.CONSUME(T.LeftBrace);
    this.MANY(() =>
      this.OR([
        { ALT: () => this.CONSUME(T.LineEnd) },
        { ALT: () => this.CONSUME(T.Semicolon) },
        { ALT: () => arms.push(this.SUBRULE(this.arm)) },
      ]),
    );
    this.CONSUME(T.RightBrace);
    return this.ACTION(() => ({ kind: "match", span: this.since(keyword), subject, arms }));
  });

  private readonly subject = this.RULE("subject", () => {
    const token = this.OR([{ ALT: () => this.CONSUME(T.Dotted) }, { ALT: () => this.CONSUME(T.Name) }]);
    return this.ACTION(() => variable(token));
  });

  private readonly arm = this.RULE("arm", (): Arm => {
    const first = this.LA(1);
    const patterns: Pattern[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: T.Pipe, DEF: () => patterns.push(this.SUBRULE(this.pattern)) });
    this.CONSUME(T.FatArrow);
    const body = this.SUBRULE(this.armBody);
    return this.ACTION(() => ({ kind: "arm", span: this.since(first), patterns, body }));
  });

  private readonly pattern = this.RULE("pattern", () =>
    this.OR<Pattern>([
      { ALT: () => this.SUBRULE(this.exact) },
      { ALT: () => this.SUBRULE(this.regex) },
      {
        ALT: () => {
          const token = this.CONSUME(T.Identifier);
          return this.ACTION(() => ({ kind: "wildcard", span: tokenSpan(token) }));
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
    return this.ACTION(() => this.regexOf(token));
  });

  private regexOf(token: IToken): RegexPattern {
    const source = token.image.slice(1, -1).replaceAll("\\/", "/");
    return { kind: "regex", span: tokenSpan(token), source };
  }

  private readonly armBody = this.RULE("armBody", () =>
    this.OR<ArmBody>([
      { ALT: () => this.SUBRULE(this.armString) },
      { ALT: () => this.SUBRULE(this.triple, { ARGS: ["common"] }) },
      { GATE: () => this.opensText(), ALT: () => this.SUBRULE(this.armFail) },
      { GATE: () => this.opensCall(T.Run), ALT: () => this.SUBRULE(this.modifiedCall) },
      { GATE: () => this.opensCall(T.Ensure), ALT: () => this.SUBRULE(this.ensureCall) },
      { ALT: () => this.SUBRULE(this.forbiddenArm) },
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
          this.SUBRULE(this.inlineScript);
          this.OPTION1(() => this.SUBRULE(this.args));
          return "inline-script" as const;
        },
      },
    ]);
    return this.ACTION(() => ({ kind: "forbidden-arm", span: this.since(first), reason }));
  });

  private readonly armText = this.RULE("armText", (): Value => {
    const first = this.LA(1);
    const pieces = this.SUBRULE(this.bareText);
    return this.ACTION(() => this.bareValue(pieces, this.since(first)));
  });

  // ---- if --------------------------------------------------------------------------------------------------

  protected readonly ifStep = this.RULE("ifStep", (): IfStep => {
    const first = this.LA(1);
    const branches = [this.SUBRULE(this.branch)];
    let otherwise: Body | undefined;
    this.MANY({
      GATE: () => otherwise === undefined,
      DEF: () => {
        this.CONSUME(T.Else);
        this.OR([
          { ALT: () => branches.push(this.SUBRULE1(this.branch)) },
          {
            ALT: () => {
              otherwise = this.SUBRULE(this.body);
            },
          },
        ]);
      },
    });
    return this.ACTION(() => ({
      kind: "if-step",
      span: this.since(first),
      branches,
      ...(otherwise && { otherwise }),
    }));
  });

  private readonly branch = this.RULE("branch", (): IfBranch => {
    const keyword = this.CONSUME(T.If);
    const condition = this.SUBRULE(this.condition);
    const body = this.SUBRULE(this.body);
    return this.ACTION(() => ({ kind: "if-branch", span: this.since(keyword), condition, body }));
  });

  private readonly condition = this.RULE("condition", (): Condition => {
    const subject = this.SUBRULE(this.subject);
    const operator = this.LA(1).image as Condition["operator"];
    const operand = this.OR<Condition["operand"]>([
      { ALT: () => this.SUBRULE(this.equality) },
      { ALT: () => this.SUBRULE(this.matching) },
    ]);
    return this.ACTION(() => ({
      kind: "condition",
      span: this.since(subject.span),
      subject,
      operator,
      operand,
    }));
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
    const body = this.SUBRULE(this.body);
    return this.ACTION(() => ({ kind: "for-step", span: this.since(keyword), variable: name, source, body }));
  });
}

import type { TokenType } from "chevrotain";
import type { Span } from "../../source/index.ts";
import type { Argument, EnsureCall, InlineScript, RunCall, ScriptBody, Value } from "../ast.ts";
import { ModifierRules, noModifiers } from "./modifier-rules.ts";
import { backtickBody, bodyProblem, fencedBody } from "./script-body.ts";
import type { Piece } from "./text.ts";
import * as T from "./tokens.ts";

/** Calls and their arguments. */
export abstract class CallRules extends ModifierRules {
  /** A call without modifiers: in an interpolation or in an argument list. */
  protected readonly runCall = this.RULE("runCall", (): RunCall => {
    const keyword = this.CONSUME(T.Run);
    const target = this.SUBRULE(this.target);
    const args = this.SUBRULE(this.args);
    return this.ACTION(() => ({
      kind: "run",
      span: this.since(keyword),
      target,
      args,
      modifiers: noModifiers,
    }));
  });

  /** The call of a step, `async` or not. */
  protected readonly modifiedCall = this.RULE("modifiedCall", (): RunCall => {
    const keyword = this.CONSUME(T.Run);
    const target = this.choose<RunCall["target"]>([
      {
        ALT: () => {
          this.CONSUME(T.Async);
          return this.SUBRULE(this.ref);
        },
      },
      { ALT: () => this.SUBRULE(this.target) },
    ]);
    const args = this.SUBRULE(this.args);
    const modifiers = this.OPTION(() => this.SUBRULE(this.modifiers)) ?? noModifiers;
    return this.ACTION(() => ({ kind: "run", span: this.since(keyword), target, args, modifiers }));
  });

  protected readonly ensureCall = this.RULE("ensureCall", (): EnsureCall => {
    const keyword = this.CONSUME(T.Ensure);
    const target = this.SUBRULE(this.ref);
    const args = this.SUBRULE(this.args);
    return this.ACTION(() => ({ kind: "ensure", span: this.since(keyword), target, args }));
  });

  private readonly target = this.RULE("target", () =>
    this.OR<RunCall["target"]>([
      { GATE: () => !this.opensOldInline(), ALT: () => this.SUBRULE(this.ref) },
      { ALT: () => this.SUBRULE(this.inlineScript) },
    ]),
  );

  /** `run script(…)` is how inline scripts were once written. */
  private opensOldInline(): boolean {
    return this.next(T.Script) && this.next(T.LeftParen, 2);
  }

  protected readonly inlineScript = this.RULE("inlineScript", (): InlineScript => {
    const body = this.SUBRULE(this.scriptBody);
    return this.ACTION(() => {
      this.checkBody(body, this.value);
      return { kind: "inline-script", span: body.span, body };
    });
  });

  protected readonly definedBody = this.RULE("definedBody", (): ScriptBody => {
    const body = this.SUBRULE(this.scriptBody);
    this.ACTION(() => this.checkBody(body, this.line));
    return body;
  });

  private checkBody(body: ScriptBody, place: Span): void {
    const problem = bodyProblem(body);
    if (!problem) return;
    this.reportProblem(problem, place);
    this.unit.spoiled = true;
  }

  private readonly scriptBody = this.RULE("scriptBody", (): ScriptBody => {
    const token = this.OR([{ ALT: () => this.CONSUME(T.Backtick) }, { ALT: () => this.CONSUME(T.Fence) }]);
    return this.ACTION(() => (token.tokenType === T.Fence ? fencedBody(token) : backtickBody(token)));
  });

  protected readonly args = this.RULE("args", (): readonly Argument[] => {
    const args: Argument[] = [];
    const open = this.CONSUME(T.LeftParen);
    this.ACTION(() => this.enter(open));
    this.MANY({
      GATE: () => !this.next(T.Newline) || this.closes(open),
      DEF: () =>
        this.OR([
          { ALT: () => this.CONSUME(T.Comma) },
          { ALT: () => this.CONSUME(T.Newline) },
          { ALT: () => args.push(this.SUBRULE(this.arg)) },
        ]),
    });
    this.CONSUME(T.RightParen);
    this.ACTION(() => this.leave());
    return args;
  });

  private readonly arg = this.RULE("arg", () =>
    this.choose<Argument>([
      { ALT: () => this.SUBRULE(this.string) },
      { ALT: () => this.SUBRULE(this.triple, { ARGS: ["common"] }) },
      { GATE: () => this.opensCall(T.Run), ALT: () => this.SUBRULE(this.runCall) },
      { GATE: () => this.opensCall(T.Ensure), ALT: () => this.SUBRULE(this.ensureCall) },
      { ALT: () => this.SUBRULE(this.bareArg) },
    ]),
  );

  /** `run` and `ensure` are ordinary words unless a call follows. */
  protected opensCall(keyword: TokenType): boolean {
    const opensScript = this.next(T.Backtick, 2) || this.next(T.Fence, 2);
    return (this.next(keyword) && opensScript) || this.opensReferenceCall(keyword);
  }

  /** A call of something that has a name. */
  protected opensReferenceCall(keyword: TokenType): boolean {
    const isReference = this.next(T.Name, 2) || this.next(T.Dotted, 2);
    return this.next(keyword) && isReference && this.next(T.LeftParen, 3);
  }

  private readonly bareArg = this.RULE("bareArg", (): Value => {
    const first = this.LA(1);
    const pieces: Piece[] = [];
    this.AT_LEAST_ONE({
      GATE: () => this.LA(1) === first || this.adjacent,
      DEF: () => this.append(pieces, this.SUBRULE(this.argPieces)),
    });
    return this.ACTION(() => this.bareValue(pieces, this.since(first), { reserved: "text" }));
  });

  private readonly argPieces = this.RULE("argPieces", (): readonly Piece[] =>
    this.OR([
      { ALT: () => [this.CONSUME(T.Word)] },
      { ALT: () => [this.CONSUME(T.Semicolon)] },
      { ALT: () => [this.CONSUME(T.PlainString)] },
      { ALT: () => this.SUBRULE(this.parenthesised) },
    ]),
  );

  private readonly parenthesised = this.RULE("parenthesised", (): readonly Piece[] => {
    const pieces: Piece[] = [];
    const open = this.CONSUME(T.LeftParen);
    this.ACTION(() => this.enter(open));
    this.MANY(() =>
      this.OR([
        { ALT: () => pieces.push(this.CONSUME(T.Bare)) },
        { ALT: () => this.append(pieces, this.SUBRULE(this.parenthesised)) },
        { ALT: () => pieces.push(this.CONSUME(T.Semicolon)) },
      ]),
    );
    this.CONSUME(T.RightParen);
    this.ACTION(() => this.leave());
    return pieces;
  });
}

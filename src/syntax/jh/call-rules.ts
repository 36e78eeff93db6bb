import type { IToken } from "chevrotain";
import type {
  Argument,
  EnsureCall,
  InlineScript,
  IntegerLiteral,
  Modifiers,
  ResourceField,
  Resources,
  RunCall,
  Value,
} from "../ast.ts";
import { fencedBody } from "./script-body.ts";
import { type Piece, tokenSpan } from "./text.ts";
import * as T from "./tokens.ts";
import { ValueRules } from "./value-rules.ts";

const none: Modifiers = {};

/** Calls, their arguments and their modifiers. */
export abstract class CallRules extends ValueRules {
  /** A call without modifiers: in an interpolation or in an argument list. */
  protected readonly runCall = this.RULE("runCall", (): RunCall => {
    const keyword = this.CONSUME(T.Run);
    const target = this.SUBRULE(this.target);
    const args = this.SUBRULE(this.args);
    return this.ACTION(() => ({ kind: "run", span: this.since(keyword), target, args, modifiers: none }));
  });

  protected readonly modifiedCall = this.RULE("modifiedCall", (): RunCall => {
    const keyword = this.CONSUME(T.Run);
    this.OPTION(() => this.CONSUME(T.Async));
    const target = this.SUBRULE(this.target);
    const args = this.SUBRULE(this.args);
    const modifiers = this.SUBRULE(this.modifiers);
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
      { ALT: () => this.SUBRULE(this.ref) },
      { ALT: () => this.SUBRULE(this.inlineScript) },
    ]),
  );

  protected readonly inlineScript = this.RULE("inlineScript", (): InlineScript => {
    const body = this.SUBRULE(this.scriptBody);
    return this.ACTION(() => ({ kind: "inline-script", span: body.span, body }));
  });

  protected readonly scriptBody = this.RULE("scriptBody", () =>
    this.OR([
      {
        ALT: () => {
          const token = this.CONSUME(T.Backtick);
          return this.ACTION(() => this.backtickBody(token));
        },
      },
      {
        ALT: () => {
          const token = this.CONSUME(T.Fence);
          return this.ACTION(() => fencedBody(token));
        },
      },
    ]),
  );

  private backtickBody(token: IToken) {
    const span = tokenSpan(token);
    const textSpan = { start: span.start + 1, end: span.end - 1 };
    return { kind: "script-body", span, form: "backtick", text: token.image.slice(1, -1), textSpan } as const;
  }

  protected readonly args = this.RULE("args", (): readonly Argument[] => {
    const args: Argument[] = [];
    this.CONSUME(T.LeftParen);
    this.MANY(() =>
      this.OR([
        { ALT: () => this.CONSUME(T.Comma) },
        { ALT: () => this.CONSUME(T.Newline) },
        { ALT: () => args.push(this.SUBRULE(this.arg)) },
      ]),
    );
    this.CONSUME(T.RightParen);
    return args;
  });

  private readonly arg = this.RULE("arg", () =>
    this.OR<Argument>([
      { ALT: () => this.SUBRULE(this.string) },
      { ALT: () => this.SUBRULE(this.triple, { ARGS: ["common"] }) },
      { GATE: () => this.opensCall(T.Run), ALT: () => this.SUBRULE(this.runCall) },
      { GATE: () => this.opensCall(T.Ensure), ALT: () => this.SUBRULE(this.ensureCall) },
      { ALT: () => this.SUBRULE(this.bareArg) },
    ]),
  );

  /** `run` and `ensure` are ordinary words unless a call follows. */
  protected opensCall(keyword: typeof T.Run): boolean {
    if (!this.next(keyword)) return false;
    if (this.next(T.Backtick, 2) || this.next(T.Fence, 2)) return true;
    return (this.next(T.Name, 2) || this.next(T.Dotted, 2)) && this.next(T.LeftParen, 3);
  }

  private readonly bareArg = this.RULE("bareArg", (): Value => {
    const first = this.LA(1);
    const pieces: Piece[] = [];
    this.AT_LEAST_ONE({
      GATE: () => this.LA(1) === first || this.adjacent,
      DEF: () => this.append(pieces, this.SUBRULE(this.argPieces)),
    });
    return this.ACTION(() => this.bareValue(pieces, this.since(first)));
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
    this.CONSUME(T.LeftParen);
    this.MANY(() =>
      this.OR([
        { ALT: () => pieces.push(this.CONSUME(T.Bare)) },
        { ALT: () => this.append(pieces, this.SUBRULE(this.parenthesised)) },
        { ALT: () => pieces.push(this.CONSUME(T.Semicolon)) },
      ]),
    );
    this.CONSUME(T.RightParen);
    return pieces;
  });

  // ---- Modifiers -------------------------------------------------------------------------------------------

  protected readonly modifiers = this.RULE("modifiers", (): Modifiers => {
    const on = this.OPTION(() => {
      this.CONSUME(T.On);
      return this.SUBRULE(this.place);
    });
    const resources = this.OPTION1(() => this.SUBRULE(this.resources));
    const timeout = this.OPTION2(() => {
      this.CONSUME(T.Timeout);
      return this.SUBRULE(this.integer);
    });
    const retry = this.OPTION3(() => {
      this.CONSUME(T.Retry);
      return this.SUBRULE1(this.integer);
    });
    if (!on && !resources && !timeout && !retry) return none;
    return {
      ...(on && { on }),
      ...(resources && { with: resources }),
      ...(timeout && { timeout }),
      ...(retry && { retry }),
    };
  });

  protected readonly place = this.RULE("place", () =>
    this.OR<Value>([{ ALT: () => this.SUBRULE(this.string) }, { ALT: () => this.SUBRULE(this.variable) }]),
  );

  protected readonly integer = this.RULE("integer", (): IntegerLiteral => {
    const token = this.CONSUME(T.Integer);
    return this.ACTION(() => ({ kind: "integer", span: tokenSpan(token), value: Number(token.image) }));
  });

  private readonly resources = this.RULE("resources", (): Resources => {
    const fields: ResourceField[] = [];
    const keyword = this.CONSUME(T.With);
    this.CONSUME(T.LeftBrace);
    this.MANY(() =>
      this.OR([
        { ALT: () => this.CONSUME(T.Newline) },
        { ALT: () => this.CONSUME(T.Semicolon) },
        { ALT: () => fields.push(this.SUBRULE(this.resource)) },
      ]),
    );
    this.CONSUME(T.RightBrace);
    return this.ACTION(() => ({ kind: "resources", span: this.since(keyword), fields }));
  });

  private readonly resource = this.RULE("resource", (): ResourceField => {
    const name = this.SUBRULE(this.name);
    this.CONSUME(T.Assign);
    const value = this.OR<ResourceField["value"]>([
      { ALT: () => this.SUBRULE(this.integer) },
      { ALT: () => this.SUBRULE(this.place) },
    ]);
    return this.ACTION(() => ({ kind: "resource", span: this.since(name.span), name, value }));
  });
}

import type { IToken, ParserMethod } from "chevrotain";
import type { Span } from "../../source/index.ts";
import type { EnsureCall, Name, Ref, RunCall, Text, Value, Variable } from "../ast.ts";
import { isOf } from "./broken.ts";
import { contentProblem } from "./content.ts";
import { Recovery } from "./recovery.ts";
import {
  bareText,
  type Dialect,
  doubleQuoted,
  isCall,
  type Piece,
  plainString,
  singleQuoted,
  tokenSpan,
  variable,
} from "./text.ts";
import * as T from "./tokens.ts";
import { type TripleLayout, tripleQuoted } from "./triple.ts";
import { reservedWords } from "./words.ts";

interface BareOptions {
  /** A reserved word is text, and not the name of a variable. */
  readonly reserved?: "text";
  /** `$x` means `${x}`; elsewhere it is text. */
  readonly dollar?: "read";
}

/** Names, references, strings and bare text. */
export abstract class ValueRules extends Recovery {
  protected abstract readonly runCall: ParserMethod<[], RunCall>;
  protected abstract readonly ensureCall: ParserMethod<[], EnsureCall>;

  /** The pieces of each text that has any that may break a content rule: shell forms and bad captures. */
  protected readonly suspects = new Map<Text, readonly IToken[]>();

  protected readonly name = this.RULE("name", (): Name => {
    const token = this.CONSUME(T.Name);
    return this.ACTION(() => ({ kind: "name", span: tokenSpan(token), text: token.image }));
  });

  protected readonly ref = this.RULE("ref", (): Ref => {
    const token = this.OR([{ ALT: () => this.CONSUME(T.Dotted) }, { ALT: () => this.CONSUME(T.Name) }]);
    return this.ACTION(() => refOf(token));
  });

  protected readonly variable = this.RULE("variable", (): Variable => {
    const token = this.OR([
      { ALT: () => this.CONSUME(T.Dotted) },
      { ALT: () => this.CONSUME(T.Name) },
      { ALT: () => this.CONSUME(T.Reference) },
      { ALT: () => this.CONSUME(T.Dollar) },
    ]);
    return this.ACTION(() => variable(token));
  });

  protected readonly string = this.RULE(
    "string",
    (dialect?: Dialect): Text =>
      this.OR([
        {
          ALT: () => {
            const token = this.CONSUME(T.PlainString);
            return this.ACTION(() => plainString(token));
          },
        },
        { ALT: () => this.SUBRULE(this.interpolated, { ARGS: [dialect] }) },
      ]),
  );

  private readonly interpolated = this.RULE("interpolated", (dialect: Dialect = "text"): Text => {
    const open = this.CONSUME(T.StringOpen);
    const pieces = this.SUBRULE(this.pieces);
    this.CONSUME(T.StringClose);
    return this.ACTION(() => this.watch(doubleQuoted(pieces, this.since(open), dialect), pieces));
  });

  protected readonly triple = this.RULE("triple", (indentation: TripleLayout["indentation"]): Text => {
    const open = this.CONSUME(T.TripleOpen);
    const pieces = this.SUBRULE(this.pieces);
    const close = this.CONSUME(T.TripleClose);
    return this.ACTION(() => {
      const content = { start: tokenSpan(open).end, end: close.startOffset };
      const layout = { span: this.since(open), content, indentation };
      return this.watch(tripleQuoted(pieces, this.source.text, layout), pieces);
    });
  });

  private readonly pieces = this.RULE("pieces", (): readonly Piece[] => {
    const pieces: Piece[] = [];
    this.MANY(() =>
      this.OR([
        { ALT: () => pieces.push(this.CONSUME(T.TextPiece)) },
        { ALT: () => pieces.push(this.SUBRULE(this.capture)) },
      ]),
    );
    return pieces;
  });

  /** `${run f()}` in a text. */
  private readonly capture = this.RULE("capture", (): RunCall | EnsureCall => {
    this.CONSUME(T.InlineOpen);
    const call = this.OR<RunCall | EnsureCall>([
      { ALT: () => this.SUBRULE(this.runCall) },
      { ALT: () => this.SUBRULE(this.ensureCall) },
    ]);
    this.CONSUME(T.InlineClose);
    return call;
  });

  /** Text without quotes up to the end of the statement; braces in it must be balanced. */
  protected readonly bareText = this.RULE("bareText", (): readonly Piece[] => {
    const pieces: Piece[] = [];
    let open = this.SUBRULE(this.barePiece, { ARGS: [pieces] });
    this.MANY({
      GATE: () => !this.next(T.Semicolon) || (open > 0 && this.closesSoon()),
      DEF: () =>
        this.OR([
          {
            ALT: () => {
              open += this.SUBRULE1(this.barePiece, { ARGS: [pieces] });
            },
          },
          { ALT: () => this.CONSUME(T.Semicolon) },
        ]),
    });
    return pieces;
  });

  /** Adds to `pieces`; returns by how much the parentheses are deeper behind it. */
  private readonly barePiece = this.RULE("barePiece", (pieces: Piece[]): number => {
    const { tokenType } = this.LA(1);
    const more = this.OR<readonly Piece[]>([
      { ALT: () => [this.CONSUME(T.Bare)] },
      { ALT: () => [this.CONSUME(T.LeftParen)] },
      { ALT: () => [this.CONSUME(T.RightParen)] },
      { ALT: () => [this.SUBRULE(this.capture)] },
      { ALT: () => this.SUBRULE(this.braced) },
    ]);
    this.append(pieces, more);
    return tokenType === T.LeftParen ? 1 : tokenType === T.RightParen ? -1 : 0;
  });

  /** A `;` between parentheses that are closed on their line ends no statement. */
  private closesSoon(): boolean {
    for (let distance = 2; distance < 200; distance++) {
      if (this.next(T.RightParen, distance)) return true;
      if (this.next(T.LineEnd, distance) || this.LA(distance).image === "") return false;
    }
    return false;
  }

  private readonly braced = this.RULE("braced", (): readonly Piece[] => {
    const pieces: Piece[] = [];
    const open = this.CONSUME(T.LeftBrace);
    this.ACTION(() => this.enter(open));
    this.MANY(() =>
      this.OR([
        { ALT: () => this.append(pieces, this.SUBRULE(this.bareText)) },
        { ALT: () => this.CONSUME(T.Semicolon) },
      ]),
    );
    this.CONSUME(T.RightBrace);
    this.ACTION(() => this.leave());
    return pieces;
  });

  protected override close(): void {
    super.close();
    this.suspects.clear();
  }

  protected append(pieces: Piece[], more: readonly Piece[]): void {
    this.ACTION(() => {
      for (const piece of more) pieces.push(piece);
    });
  }

  /** Any token that may begin a line where something else belongs. */
  protected readonly strayToken = this.RULE("strayToken", () =>
    this.OR([
      { ALT: () => this.CONSUME(T.Bare) },
      { ALT: () => this.CONSUME(T.Bulk) },
      { ALT: () => this.CONSUME(T.LeftParen) },
      { ALT: () => this.CONSUME(T.RightParen) },
      { ALT: () => this.CONSUME(T.LeftBrace) },
      { ALT: () => this.CONSUME(T.InlineOpen) },
    ]),
  );

  /** What bare text stands for: a reading of a variable where it is a name, else the text itself. */
  protected bareValue(pieces: readonly Piece[], span: Span, options: BareOptions = {}): Value {
    const [only] = pieces;
    if (pieces.length === 1 && only && !isCall(only) && only.image.length === span.end - span.start) {
      const isName = isOf(only, T.Name) && !(options.reserved === "text" && reservedWords.has(only.image));
      const isDollar = isOf(only, T.Dollar) && options.dollar === "read";
      if (isName || isDollar || isOf(only, T.Dotted, T.Reference)) return variable(only);
      if (isOf(only, T.SingleQuoted)) return singleQuoted(only);
    }
    return this.watch(bareText(pieces, this.source.text, span), pieces);
  }

  /** Reports the first content rule that a text breaks. */
  protected checkContent(value: { readonly kind: string }, context: string): void {
    const suspects = value.kind === "text" ? this.suspects.get(value as Text) : undefined;
    const problem = suspects && contentProblem(suspects, this.source.text, context);
    if (problem) this.reportProblem(problem, this.keyword);
  }

  /** Remembers the pieces that the content rules of a statement have to look at. */
  protected watch(text: Text, pieces: readonly Piece[]): Text {
    const suspects = pieces.filter(
      (piece): piece is IToken => !isCall(piece) && suspicious.has(piece.tokenType),
    );
    if (suspects.length > 0) this.suspects.set(text, suspects);
    return text;
  }
}

const suspicious = new Set([T.ShellForm, T.BareShellForm, T.Dollar, T.BadInline]);

function refOf(token: IToken): Ref {
  const { start, end } = tokenSpan(token);
  const dot = token.image.indexOf(".");
  const name = (text: string, from: number): Name => ({
    kind: "name",
    span: { start: from, end: from + text.length },
    text,
  });
  if (dot === -1) return { kind: "ref", span: { start, end }, name: name(token.image, start) };
  return {
    kind: "ref",
    span: { start, end },
    alias: name(token.image.slice(0, dot), start),
    name: name(token.image.slice(dot + 1), start + dot + 1),
  };
}

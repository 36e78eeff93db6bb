import { EmbeddedActionsParser, type IOrAlt, type IToken, type TokenType } from "chevrotain";
import {
  type Diagnostic,
  type DiagnosticId,
  type DiagnosticParams,
  fileId,
  report,
  SourceFile,
  type Span,
} from "../../source/index.ts";
import { isA } from "./broken.ts";
import { LazyLookahead } from "./lazy-lookahead.ts";
import type { Problem } from "./problem.ts";
import { vocabulary } from "./tokens.ts";

/** Thrown inside the parser and caught at the end of the statement: what is wrong has been reported. */
export class Reported {}

const reported = new Reported();

/** Thrown where the grammar accepts a token only to say that it does not belong there. */
export class Stray {
  readonly at: IToken;
  readonly rule: string;

  constructor(at: IToken, rule: string) {
    this.at = at;
    this.rule = rule;
  }
}

/** The statement, item or arm that is being parsed. */
export interface Unit {
  readonly first: IToken;
  /** Where the right-hand side of an assignment or a send is reported, once its operator was read. */
  valueAt?: number;
  /** In a one-line body or the single step of a handler. */
  readonly inline: boolean;
  /** Something in it was reported that leaves no usable node. */
  spoiled: boolean;
}

const blank = new SourceFile(fileId(""), "");
const nothing: Unit = { first: { image: "" } as IToken, inline: false, spoiled: false };

/** Reading of tokens, spans and reports: what every rule of the grammar needs. */
export abstract class BaseParser extends EmbeddedActionsParser {
  protected source = blank;
  protected tokens: readonly IToken[] = [];
  protected diagnostics: Diagnostic[] = [];
  protected unit: Unit = nothing;
  /** What the body belongs to that is being parsed: a rule must not do all that a workflow may. */
  protected owner: "rule" | "workflow" = "workflow";

  constructor(options: { readonly validate: boolean }) {
    super(vocabulary, {
      maxLookahead: 1,
      lookaheadStrategy: new LazyLookahead({ maxLookahead: 1 }),
      recoveryEnabled: false,
      skipValidations: !options.validate,
    });
  }

  protected open(source: SourceFile, tokens: IToken[]): void {
    this.tokens = [...tokens];
    this.input = tokens;
    this.source = source;
    this.diagnostics = [];
    this.unit = nothing;
  }

  /** Lets go of what the parsed file has left behind: the parser lives on. */
  protected close(): void {
    this.open(blank, []);
  }

  // ---- Tokens ----------------------------------------------------------------------------------------------

  protected next(type: TokenType, distance = 1): boolean {
    return isA(this.LA(distance), type);
  }

  protected get atEnd(): boolean {
    return this.LA(1).image === "";
  }

  /** The token that was consumed last. */
  protected get last(): IToken {
    return this.LA(0);
  }

  /** No whitespace between the last token and the next one. */
  protected get adjacent(): boolean {
    const { startOffset, image } = this.last;
    return this.LA(1).startOffset === startOffset + image.length;
  }

  protected opensLine(token: IToken): boolean {
    const { text } = this.source;
    for (let at = token.startOffset - 1; at >= 0 && text[at] !== "\n"; at--)
      if (text[at] !== " " && text[at] !== "\t") return false;
    return true;
  }

  /** An ordered choice: of several alternatives that a token may begin, the first is taken. */
  protected choose<T>(alternatives: IOrAlt<T>[]): T {
    return this.OR({ DEF: alternatives, IGNORE_AMBIGUITIES: true });
  }

  // ---- Spans -----------------------------------------------------------------------------------------------

  /** From the start of `first` to the end of the last consumed token. */
  protected since(first: IToken | Span): Span {
    const start = "start" in first ? first.start : first.startOffset;
    const { startOffset, image } = this.last;
    return { start, end: startOffset + image.length };
  }

  /** From `start` to the end of its line or at most some hundred characters. */
  protected restOfLine(start: number): Span {
    const [line = ""] = this.source.text.slice(start, start + 500).split("\n", 1);
    return { start, end: start + (line.trimEnd().length || line.length) };
  }

  /** The whole line of a token, from column 1; from the token itself when other statements stand before it. */
  protected wholeLine(token: IToken): Span {
    const start = this.opensLine(token) ? this.source.lineStart(token.startOffset) : token.startOffset;
    return { start, end: this.restOfLine(token.startOffset).end };
  }

  /** Column 1 of the line on which a token stands, whatever is before it. */
  protected firstColumn(token: IToken): Span {
    const { end } = this.restOfLine(token.startOffset);
    return { start: this.source.lineStart(token.startOffset), end };
  }

  /** The line on which a brace of the unit stands. */
  protected lineHolding(brace: IToken): Span {
    const onFirstLine = this.unit.first.startOffset >= this.source.lineStart(brace.startOffset);
    return onFirstLine ? this.line : this.firstColumn(brace);
  }

  protected get line(): Span {
    return this.wholeLine(this.unit.first);
  }

  protected get keyword(): Span {
    return this.restOfLine(this.unit.first.startOffset);
  }

  /** The right-hand side; the keyword as long as there is none. */
  protected get value(): Span {
    const { valueAt } = this.unit;
    return valueAt === undefined ? this.keyword : this.restOfLine(valueAt);
  }

  /** The right-hand side of the unit begins behind the token that was consumed last. */
  protected markValue(): void {
    let at = this.last.startOffset + this.last.image.length;
    while (this.source.text[at] === " " || this.source.text[at] === "\t") at++;
    this.unit.valueAt = at;
  }

  // ---- Reports ---------------------------------------------------------------------------------------------

  /** Reports what leaves the node usable. */
  protected report<Id extends DiagnosticId>(id: Id, span: Span, params: DiagnosticParams<Id>): void {
    this.diagnostics.push(report(id, this.source.id, span, params));
  }

  protected reportProblem({ id, params }: Problem, span: Span): void {
    this.report(id, span, params as never);
  }

  /** Reports, and goes on to find more in the same statement, which will be invalid. */
  protected spoil<Id extends DiagnosticId>(id: Id, span: Span, params: DiagnosticParams<Id>): void {
    this.report(id, span, params);
    this.unit.spoiled = true;
  }

  /** Reports, and gives the statement up. */
  protected reject<Id extends DiagnosticId>(id: Id, span: Span, params: DiagnosticParams<Id>): never {
    this.report(id, span, params);
    throw reported;
  }

  /** Gives a statement up about which enough was said. */
  protected abandon(): never {
    throw reported;
  }
}

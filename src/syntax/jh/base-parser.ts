import { EmbeddedActionsParser, type IToken, type TokenType } from "chevrotain";
import {
  type Diagnostic,
  type DiagnosticId,
  type DiagnosticParams,
  fileId,
  report,
  SourceFile,
  type Span,
} from "../../source/index.ts";
import { vocabulary } from "./tokens.ts";

/** Thrown inside the parser and caught at the end of the statement: what is wrong has been reported. */
export class Reported {}

export const reported = new Reported();

/** Reading of tokens, spans and reports: what every rule of the grammar needs. */
export abstract class BaseParser extends EmbeddedActionsParser {
  protected source = new SourceFile(fileId(""), "");
  protected diagnostics: Diagnostic[] = [];

  constructor(options: { readonly validate: boolean }) {
    super(vocabulary, { maxLookahead: 1, recoveryEnabled: false, skipValidations: !options.validate });
  }

  protected start(source: SourceFile, tokens: IToken[]): void {
    this.input = tokens;
    this.source = source;
    this.diagnostics = [];
  }

  protected next(type: TokenType, distance = 1): boolean {
    return this.is(this.LA(distance), type);
  }

  protected is(token: IToken, type: TokenType): boolean {
    return token.tokenType === type || type.categoryMatchesMap?.[token.tokenTypeIdx] === true;
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

  /** From the start of `first` to the end of the last consumed token. */
  protected since(first: IToken | Span): Span {
    const start = "start" in first ? first.start : first.startOffset;
    const { startOffset, image } = this.last;
    return { start, end: startOffset + image.length };
  }

  protected report<Id extends DiagnosticId>(id: Id, span: Span, params: DiagnosticParams<Id>): void {
    this.diagnostics.push(report(id, this.source.id, span, params));
  }

  /** Reports and leaves the statement. */
  protected reject<Id extends DiagnosticId>(id: Id, span: Span, params: DiagnosticParams<Id>): never {
    this.report(id, span, params);
    throw reported;
  }

  /** From `start` to the end of its line. */
  protected restOfLine(start: number): Span {
    const newline = this.source.text.indexOf("\n", start);
    const line = this.source.text.slice(start, newline === -1 ? undefined : newline);
    return { start, end: start + Math.max(line.trimEnd().length, Math.min(1, line.length)) };
  }

  /** The whole line of a statement, from column 1; from `start` itself when other statements stand before it. */
  protected wholeLine(start: number): Span {
    const lineStart = this.source.lineStart(start);
    const opensLine = this.source.text.slice(lineStart, start).trim() === "";
    return { start: opensLine ? lineStart : start, end: this.restOfLine(start).end };
  }
}

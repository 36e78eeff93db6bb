import { type IToken, isRecognitionException } from "chevrotain";
import type { SourceFile } from "../../source/index.ts";
import { BaseParser, Reported, Stray, type Unit } from "./base-parser.ts";
import { type Broken, isOf, type Places } from "./broken.ts";
import { pairs, stepKeywords } from "./pairs.ts";
import * as T from "./tokens.ts";

/** How deep blocks and calls may stand inside each other: the parser and every later stage recurse. */
const nestingLimit = 64;

/** The rules that parse a unit: what is above them on the stack belongs to another one. */
const unitRules = new Set(["itemLine", "statement", "armLine", "entryLine"]);

/** Finding the end of what does not fit, so that everything behind it is read as ever. */
export abstract class Recovery extends BaseParser {
  #depth = 0;
  #knownPairs: ReadonlyMap<number, number> | undefined;
  /** A block was reported as unterminated: the blocks around it are so too, and need not be named. */
  protected cutOff = false;
  /** The statements being parsed share their line with the block they stand in. */
  protected inline = false;

  protected override open(source: SourceFile, tokens: IToken[]): void {
    super.open(source, tokens);
    this.#knownPairs = undefined;
    this.#depth = 0;
    this.cutOff = false;
    this.inline = false;
  }

  /** Parses one unit on its own. When it does not fit, `explain` gets to know why. */
  protected attempt<N>(unit: Unit, parse: () => N, explain: (misfit: Misfit) => N): N {
    const { unit: outer, inline } = this;
    const depth = this.#depth;
    this.unit = unit;
    try {
      return parse();
    } catch (error) {
      if (error instanceof Reported) return explain({ known: true });
      if (error instanceof Stray) return explain({ known: false, at: error.at, rules: [error.rule] });
      if (!isRecognitionException(error as Error)) throw error;
      // The parser collects its errors with their stacks; only their place is of use.
      this.errors = [];
      const { token, context } = error as { token: IToken; context: { ruleStack: string[] } };
      const { ruleStack } = context;
      const rules = ruleStack.slice(ruleStack.findLastIndex((rule) => unitRules.has(rule)) + 1);
      return explain({ known: false, at: token, rules });
    } finally {
      this.unit = outer;
      this.inline = inline;
      this.#depth = depth;
    }
  }

  /** Leaves the unit for `explain`: `token` is no beginning of what `rule` parses. */
  protected stray(token: IToken, rule: string): never {
    throw new Stray(token, rule);
  }

  /** Counts one level of nesting for the rest of the unit or until `leave`. */
  protected enter(opener: IToken): void {
    if (++this.#depth <= nestingLimit) return;
    this.cutOff = true;
    this.reject(
      "nested-too-deeply",
      { start: opener.startOffset, end: opener.startOffset + 1 },
      { limit: nestingLimit },
    );
  }

  protected leave(): void {
    this.#depth--;
  }

  /** What `explain` functions look at. */
  protected broken(at: IToken, rules: readonly string[]): Broken {
    const { first, inline } = this.unit;
    const { source, tokens } = this;
    const [start, stop] = [this.#indexOf(first), this.#indexOf(at)];
    return { source, tokens, start, stop, first, at, rules, places: this.#places(), inline };
  }

  #places(): Places {
    const { line, keyword } = this;
    return { line, keyword, ...(this.unit.valueAt !== undefined && { value: this.value }) };
  }

  // ---- Ends ------------------------------------------------------------------------------------------------

  protected atStatementEnd(): boolean {
    return this.next(T.LineEnd) || this.next(T.Semicolon) || this.next(T.RightBrace) || this.atEnd;
  }

  /** The next token opens a definition at the left margin: whatever is open there was not closed. */
  protected atDefinition(): boolean {
    return this.#isDefinition(this.LA(1), this.LA(2), this.LA(3));
  }

  #isDefinition(first: IToken, second: IToken | undefined, third: IToken | undefined): boolean {
    const { tokenType, startOffset } = first;
    if (!definitionWords.has(tokenType)) return false;
    if (startOffset > 0 && this.source.text[startOffset - 1] !== "\n") return false;
    if (tokenType === T.Export) return isOf(second, T.Rule, T.Workflow, T.Script);
    if (tokenType === T.Import) return isOf(second, T.PlainString, T.Script);
    if (tokenType === T.Script) return isOf(third, T.Assign);
    if (tokenType === T.Channel) return isOf(second, T.Name) && (!third || isOf(third, T.LineEnd, T.Arrow));
    return isOf(second, T.Name) && isOf(third, T.LeftParen, T.LeftBrace);
  }

  /** Whether the token at `distance` begins a step, and not merely the rest of a line of shell. */
  protected opensStep(distance: number): boolean {
    return this.#opensStep(this.LA(distance), this.LA(distance + 1));
  }

  #opensStep(first: IToken, second: IToken | undefined): boolean {
    if (stepKeywords.has(first.tokenType)) return true;
    return isOf(first, T.Name, T.Dotted) && isOf(second, T.Assign, T.Send);
  }

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

  // ---- Skipping --------------------------------------------------------------------------------------------

  /**
   * Moves to the end of the unit that begins with `first`: its braces and parentheses are balanced there. With
   * `blocks`, stops before a `{` that ends its line: what is inside can be parsed on its own.
   */
  protected skip(first: IToken, { blocks }: { readonly blocks: boolean }): "end" | "block" {
    const from = this.#position();
    let braces = 0;
    let index = this.#indexOf(first);
    for (; index < this.tokens.length; index++) {
      const token = this.tokens[index] as IToken;
      const following = this.tokens[index + 1];
      if (index > 0 && this.#isDefinition(token, following, this.tokens[index + 2]) && token !== first) break;
      if (index >= from && braces === 0) {
        if (this.#endsStatement(token, index)) break;
        if (blocks && token.tokenType === T.LeftBrace && isOf(following, T.LineEnd)) {
          this.#moveTo(index);
          return "block";
        }
      }
      if (token.tokenType === T.LeftBrace) braces++;
      else if (token.tokenType === T.RightBrace) braces--;
      else if (token.tokenType === T.LeftParen && braces === 0) index = this.#pairs.get(index) ?? index;
    }
    this.#moveTo(Math.max(index, from));
    return "end";
  }

  /** The lines that follow are indented more than that of `first`, up to a `}` right below it. */
  protected indentsBlock(first: IToken): boolean {
    if (!this.opensLine(first)) return false;
    const column = this.#column(first);
    for (let index = this.#position() + 1, lines = 0; index < this.tokens.length; index++) {
      const token = this.tokens[index] as IToken;
      if (isOf(token, T.LineEnd) || !isOf(this.tokens[index - 1], T.LineEnd)) continue;
      const found = this.#column(token);
      if (found <= column) return lines > 0 && found === column && token.tokenType === T.RightBrace;
      lines++;
    }
    return false;
  }

  #column({ startOffset }: IToken): number {
    return startOffset - this.source.lineStart(startOffset);
  }

  /** Goes to the end of a unit that has no blocks. */
  protected skipMisfit(misfit: Misfit): void {
    this.skip(this.unit.first, { blocks: false });
    this.noteLostEnd(misfit);
  }

  /** What followed a text without an end was skipped with it: the blocks around it may have lost their ends. */
  protected noteLostEnd(misfit: Misfit): void {
    if (!misfit.known && isOf(misfit.at, T.UnterminatedTriple, T.UnterminatedFence)) this.cutOff = true;
  }

  #endsStatement(token: IToken, index: number): boolean {
    if (isOf(token, T.LineEnd, T.RightBrace)) return true;
    if (token.tokenType !== T.Semicolon) return false;
    const next = this.tokens[index + 1];
    return !next || isOf(next, T.LineEnd, T.RightBrace) || this.#opensStep(next, this.tokens[index + 2]);
  }

  /** Whether the argument list that the parser stands in has an end, so that it may go on over lines. */
  protected closes(open: IToken): boolean {
    return this.#pairs.has(this.#indexOf(open));
  }

  /** The `)` of each `(`, by index. It is worked out for the whole file when it is first asked for. */
  get #pairs(): ReadonlyMap<number, number> {
    this.#knownPairs ??= pairs(this.tokens);
    return this.#knownPairs;
  }

  #position(): number {
    return this.atEnd ? this.tokens.length : this.#indexOf(this.LA(1));
  }

  #moveTo(index: number): void {
    for (let left = index - this.#position(); left > 0; left--) this.SKIP_TOKEN();
  }

  #indexOf({ image, startOffset }: IToken): number {
    if (image === "") return this.tokens.length;
    let low = 0;
    let high = this.tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.tokens[middle] as IToken).startOffset < startOffset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const definitionWords = new Set([T.Export, T.Rule, T.Workflow, T.Script, T.Import, T.Channel]);

/** Why a unit did not parse: it is known to the user already, or the grammar stopped at a token. */
export type Misfit =
  | { readonly known: true }
  | { readonly known: false; readonly at: IToken; readonly rules: readonly string[] };

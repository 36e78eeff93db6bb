import type { IToken } from "chevrotain";
import type { Diagnostic, SourceFile } from "../../source/index.ts";
import type { InvalidItem, Item, Module, Name } from "../ast.ts";
import { isOf } from "./broken.ts";
import { explainItem } from "./explain-item.ts";
import { ItemRules } from "./item-rules.ts";
import { checkModule } from "./module-checks.ts";
import type { Misfit } from "./recovery.ts";
import { tokenSpan } from "./text.ts";
import * as T from "./tokens.ts";

/** The whole grammar of a `.jh` file. Building it takes a while: one parser serves all files. */
export class JaiphParser extends ItemRules {
  /** `validate` also checks the grammar itself for ambiguities, which only its own test wants. */
  constructor(options: { readonly validate: boolean } = { validate: false }) {
    super(options);
    this.performSelfAnalysis();
  }

  parse(source: SourceFile, tokens: IToken[]): { module: Module; diagnostics: readonly Diagnostic[] } {
    this.open(source, tokens);
    const module = this.module();
    for (const diagnostic of checkModule(module, source)) this.diagnostics.push(diagnostic);
    const diagnostics = this.diagnostics.sort((a, b) => a.span.start - b.span.start);
    this.close();
    return { module, diagnostics };
  }

  private readonly module = this.RULE("module", (): Module => {
    const items: Item[] = [];
    this.MANY(() =>
      this.OR([
        { ALT: () => this.CONSUME(T.LineEnd) },
        { ALT: () => items.push(this.SUBRULE(this.itemLine)) },
      ]),
    );
    return this.ACTION(() => {
      const span = { start: 0, end: this.source.text.length };
      return { kind: "module", span, file: this.source.id, items };
    });
  });

  /** One item. What does not fit is reported and skipped, with the lines that can only belong to it. */
  private readonly itemLine = this.RULE("itemLine", (): Item => {
    const unit = { first: this.LA(1), inline: false, spoiled: false };
    this.cutOff = false;
    return this.attempt<Item>(
      unit,
      () => {
        const item = this.SUBRULE(this.item);
        return this.ACTION(() => {
          if (!this.next(T.LineEnd) && !this.atEnd)
            return this.recoverItem({ known: false, at: this.LA(1), rules: [] });
          return unit.spoiled ? this.invalidItem() : item;
        });
      },
      (misfit) => this.recoverItem(misfit),
    );
  });

  private readonly item = this.RULE("item", () =>
    this.choose<Item>([
      { ALT: () => this.SUBRULE(this.importItem) },
      { ALT: () => this.SUBRULE(this.config) },
      { ALT: () => this.SUBRULE(this.channel) },
      { ALT: () => this.SUBRULE(this.constItem) },
      { ALT: () => this.SUBRULE(this.definition) },
      { ALT: () => this.SUBRULE(this.strayItem) },
    ]),
  );

  /** No item at all; in the grammar so that every token may begin a line. */
  private readonly strayItem = this.RULE("strayItem", (): InvalidItem => {
    const first = this.LA(1);
    this.OR([
      { ALT: () => this.SUBRULE(this.strayToken) },
      { ALT: () => this.CONSUME(T.Semicolon) },
      { ALT: () => this.CONSUME(T.RightBrace) },
    ]);
    return this.ACTION(() => this.stray(first, "item"));
  });

  // ---- Recovery --------------------------------------------------------------------------------------------

  private recoverItem(misfit: Misfit): InvalidItem {
    const { first } = this.unit;
    if (!misfit.known) this.diagnostics.push(explainItem(this.broken(misfit.at, misfit.rules)));
    const item = this.invalidItem();
    if (this.cutOff) return item;
    if (isOf(first, T.Rule, T.Workflow, T.Export)) this.skipDefinition(first);
    else this.skip(first, { blocks: false });
    this.skipOrphans();
    return { ...item, span: this.since(first) };
  }

  /** Goes behind the body of a definition whose header is wrong; what is wrong in the body is found as ever. */
  private skipDefinition(first: IToken): void {
    this.beginBody(isOf(first, T.Rule) || this.next(T.Rule) ? "rule" : "workflow");
    this.skipBlocks(first);
  }

  /** Lines that are indented, or only a brace, behind an item that failed: they were meant to be in it. */
  private skipOrphans(): void {
    while (!this.atEnd) {
      if (this.next(T.LineEnd) || this.next(T.RightBrace) || this.next(T.Semicolon)) this.SKIP_TOKEN();
      else if (this.isIndented(this.LA(1)) && !this.atDefinition()) this.skip(this.LA(1), { blocks: false });
      else return;
    }
  }

  private isIndented({ startOffset }: IToken): boolean {
    return startOffset > 0 && this.source.text[startOffset - 1] !== "\n";
  }

  private invalidItem(): InvalidItem {
    const { first } = this.unit;
    const name = this.declaredName(first);
    return { kind: "invalid-item", span: this.since(first), ...(name && { name }) };
  }

  /** The name that a failed item was going to declare, when its first line shows one. */
  private declaredName(first: IToken): Name | undefined {
    const { start, tokens } = this.broken(first, []);
    let at = start;
    if (isOf(first, T.Import)) while (!isOf(tokens[at], T.As, T.LineEnd) && at < tokens.length) at++;
    else if (isOf(first, T.Export)) at++;
    if (!isOf(tokens[at], T.As, T.Rule, T.Workflow, T.Script, T.Channel, T.Const)) return undefined;
    const token = tokens[at + 1];
    return token && isOf(token, T.Name)
      ? { kind: "name", span: tokenSpan(token), text: token.image }
      : undefined;
  }
}

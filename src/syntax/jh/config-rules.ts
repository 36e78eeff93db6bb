import type { IToken } from "chevrotain";
import type { BooleanLiteral, ConfigEntry, ConfigItem, ConfigValue, Text, TextList } from "../ast.ts";
import { isOf } from "./broken.ts";
import { configKeys, expectedType, unknownBackend } from "./config-keys.ts";
import { ControlRules } from "./control-rules.ts";
import { explainEntry } from "./explain-config.ts";
import type { Misfit } from "./recovery.ts";
import { tokenSpan } from "./text.ts";
import * as T from "./tokens.ts";

/** `config` blocks, of a module or of a workflow. */
export abstract class ConfigRules extends ControlRules {
  protected readonly config = this.RULE("config", (): ConfigItem => {
    const entries: ConfigEntry[] = [];
    const keyword = this.CONSUME(T.Config);
    this.CONSUME(T.LeftBrace);
    const lines = this.next(T.LineEnd);
    this.MANY({
      GATE: () => !this.atDefinition(),
      DEF: () =>
        this.OR([
          { ALT: () => this.CONSUME(T.LineEnd) },
          { ALT: () => this.CONSUME(T.Semicolon) },
          { ALT: () => this.addEntry(entries, this.SUBRULE(this.entryLine)) },
        ]),
    });
    this.ACTION(() => this.closeConfig(keyword, lines));
    this.CONSUME(T.RightBrace);
    return this.ACTION(() => ({ kind: "config", span: this.since(keyword), entries }));
  });

  private addEntry(entries: ConfigEntry[], entry: ConfigEntry | undefined): void {
    if (entry) entries.push(entry);
  }

  private closeConfig(keyword: IToken, lines: boolean): void {
    if (!this.next(T.RightBrace))
      this.unterminated(() => this.report("config-unterminated", this.wholeLine(keyword), {}));
    if (lines) this.checkClosingBrace();
    else if (this.source.lineStart(this.LA(1).startOffset) > keyword.startOffset)
      this.report("config-opening", this.wholeLine(keyword), {});
  }

  /** One assignment; an error in it leaves the others alone. */
  private readonly entryLine = this.RULE("entryLine", (): ConfigEntry | undefined => {
    const unit = { first: this.LA(1), inline: false, spoiled: false };
    return this.attempt(
      unit,
      () => {
        const entry = this.choose<ConfigEntry>([
          { ALT: () => this.SUBRULE(this.entry) },
          { ALT: () => this.SUBRULE(this.strayEntry) },
        ]);
        return this.ACTION(() => {
          if (!this.atStatementEnd()) return this.explainEntry({ known: false, at: this.LA(1), rules: [] });
          this.checkEntry(entry);
          return unit.spoiled ? undefined : entry;
        });
      },
      (misfit) => this.explainEntry(misfit),
    );
  });

  private readonly strayEntry = this.RULE("strayEntry", () => {
    const first = this.LA(1);
    this.SUBRULE(this.strayToken);
    return this.ACTION(() => this.stray(first, "entry"));
  });

  private explainEntry(misfit: Misfit): undefined {
    if (!misfit.known) this.diagnostics.push(explainEntry(this.broken(misfit.at, misfit.rules)));
    this.skipMisfit(misfit);
    // What is not closed up to the end of the file was reported innermost first.
    if (this.atEnd && !misfit.known && misfit.rules.includes("list")) this.cutOff = true;
  }

  private checkEntry(entry: ConfigEntry): void {
    const { key } = entry;
    const place = this.keyword;
    const expected = expectedType(entry);
    const backend = unknownBackend(entry);
    if (!Object.hasOwn(configKeys, key))
      this.spoil("config-key", place, { key, allowed: Object.keys(configKeys) });
    else if (expected !== undefined) this.spoil("config-type", place, { key, expected });
    else if (backend !== undefined) this.spoil("config-backend", place, { value: backend });
  }

  private readonly entry = this.RULE("entry", (): ConfigEntry => {
    const key = this.OR1([{ ALT: () => this.CONSUME(T.Dotted) }, { ALT: () => this.CONSUME(T.Name) }]);
    this.CONSUME(T.Assign);
    this.ACTION(() => this.markValue());
    const value = this.choose<ConfigValue>([
      { ALT: () => this.SUBRULE(this.boolean) },
      { ALT: () => this.SUBRULE(this.integer) },
      { ALT: () => this.SUBRULE(this.string, { ARGS: ["config"] }) },
      { ALT: () => this.SUBRULE(this.list, { ARGS: [key] }) },
      { ALT: () => this.SUBRULE(this.variable) },
    ]);
    return this.ACTION(() => ({ kind: "config-entry", span: this.since(key), key: key.image, value }));
  });

  private readonly boolean = this.RULE("boolean", (): BooleanLiteral => {
    const token = this.OR([{ ALT: () => this.CONSUME(T.True) }, { ALT: () => this.CONSUME(T.False) }]);
    return this.ACTION(() => ({
      kind: "boolean",
      span: tokenSpan(token),
      value: token.tokenType === T.True,
    }));
  });

  /** Its elements stand on lines of their own; a comment may follow each. */
  private readonly list = this.RULE("list", (key: IToken): TextList => {
    const items: Text[] = [];
    const open = this.CONSUME(T.LeftBracket);
    this.ACTION(() => {
      if (this.next(T.LineEnd) || this.next(T.RightBracket) || this.atEnd) return;
      this.reject("config-array-one-line", this.keyword, { key: key.image });
    });
    this.MANY({
      GATE: () => !this.next(T.RightBracket),
      DEF: () =>
        this.OR([
          { ALT: () => this.CONSUME(T.Newline) },
          { ALT: () => this.CONSUME(T.Comma) },
          { ALT: () => items.push(this.SUBRULE(this.string, { ARGS: ["config"] })) },
          { ALT: () => this.SUBRULE(this.remark) },
        ]),
    });
    this.CONSUME(T.RightBracket);
    return this.ACTION(() => ({ kind: "list", span: this.since(open), items }));
  });

  /** ` # …` behind an element: the one place where a comment may follow something on its line. */
  private readonly remark = this.RULE("remark", () => {
    const first = this.CONSUME(T.Word);
    this.ACTION(() => {
      const place = this.restOfLine(first.startOffset);
      if (first.tokenType === T.SingleQuoted) this.spoil("single-quotes", place, {});
      else if (!first.image.startsWith("#")) this.spoil("config-array-element", place, {});
      while (!this.atEnd && !isOf(this.LA(1), T.LineEnd, T.RightBracket, T.RightBrace)) this.SKIP_TOKEN();
    });
  });
}

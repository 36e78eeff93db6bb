import type { ConfigEntry, ConfigItem, ConfigValue, Text } from "../ast.ts";
import { ControlRules } from "./control-rules.ts";
import { tokenSpan } from "./text.ts";
import * as T from "./tokens.ts";

/** `config` blocks, of a module or of a workflow. */
export abstract class ConfigRules extends ControlRules {
  protected readonly config = this.RULE("config", (): ConfigItem => {
    const entries: ConfigEntry[] = [];
    const keyword = this.CONSUME(T.Config);
    this.CONSUME(T.LeftBrace);
    this.MANY(() =>
      this.OR([
        { ALT: () => this.CONSUME(T.LineEnd) },
        { ALT: () => this.CONSUME(T.Semicolon) },
        { ALT: () => entries.push(this.SUBRULE(this.entry)) },
      ]),
    );
    this.CONSUME(T.RightBrace);
    return this.ACTION(() => ({ kind: "config", span: this.since(keyword), entries }));
  });

  private readonly entry = this.RULE("entry", (): ConfigEntry => {
    const key = this.OR([{ ALT: () => this.CONSUME(T.Dotted) }, { ALT: () => this.CONSUME(T.Name) }]);
    this.CONSUME(T.Assign);
    const value = this.OR1<ConfigValue>([
      { ALT: () => this.SUBRULE(this.boolean) },
      { ALT: () => this.SUBRULE(this.integer) },
      { ALT: () => this.SUBRULE(this.string) },
      { ALT: () => this.SUBRULE(this.list) },
      { ALT: () => this.SUBRULE(this.variable) },
    ]);
    return this.ACTION(() => ({ kind: "config-entry", span: this.since(key), key: key.image, value }));
  });

  private readonly boolean = this.RULE("boolean", () => {
    const token = this.OR([{ ALT: () => this.CONSUME(T.True) }, { ALT: () => this.CONSUME(T.False) }]);
    return this.ACTION(
      () => ({ kind: "boolean", span: tokenSpan(token), value: token.tokenType === T.True }) as const,
    );
  });

  private readonly list = this.RULE("list", () => {
    const items: Text[] = [];
    const open = this.CONSUME(T.LeftBracket);
    this.MANY(() =>
      this.OR([
        { ALT: () => this.CONSUME(T.Newline) },
        { ALT: () => this.CONSUME(T.Comma) },
        { ALT: () => items.push(this.SUBRULE(this.string)) },
      ]),
    );
    this.CONSUME(T.RightBracket);
    return this.ACTION(() => ({ kind: "list", span: this.since(open), items }) as const);
  });
}

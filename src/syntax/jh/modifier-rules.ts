import type { IntegerLiteral, Modifiers, ResourceField, Resources, Value } from "../ast.ts";
import { tokenSpan } from "./text.ts";
import * as T from "./tokens.ts";
import { ValueRules } from "./value-rules.ts";

/** Of a call that says nothing about where and how it runs. */
export const noModifiers: Modifiers = {};

/** `on`, `with`, `timeout` and `retry`, in this order. */
export abstract class ModifierRules extends ValueRules {
  protected readonly modifiers = this.RULE("modifiers", (): Modifiers => {
    const on = this.OPTION(() => {
      this.CONSUME(T.On);
      return this.SUBRULE(this.place);
    });
    const resources = this.OPTION1(() => this.SUBRULE(this.resources));
    const timeout = this.OPTION2(() => {
      this.CONSUME(T.Timeout);
      return this.SUBRULE(this.seconds);
    });
    const retry = this.OPTION3(() => {
      this.CONSUME(T.Retry);
      return this.SUBRULE1(this.integer);
    });
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

  private readonly seconds = this.RULE("seconds", (): IntegerLiteral => {
    const limit = this.SUBRULE(this.integer);
    this.ACTION(() => {
      if (limit.value >= 1) return;
      const expected = "a number of seconds, at least 1";
      this.spoil("modifier-value", this.keyword, { modifier: "timeout", expected });
    });
    return limit;
  });

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

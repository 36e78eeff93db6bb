import type { IToken } from "chevrotain";
import type {
  ChannelItem,
  ConfigItem,
  ConstItem,
  ImportItem,
  Name,
  Ref,
  RuleItem,
  ScriptImportItem,
  ScriptItem,
  Text,
  WorkflowItem,
} from "../ast.ts";
import { isOf } from "./broken.ts";
import { StepRules } from "./step-rules.ts";
import { bareText, type Piece, tokenSpan } from "./text.ts";
import * as T from "./tokens.ts";
import { identifier, reservedWords } from "./words.ts";

/** What stands at the top level of a file. */
export abstract class ItemRules extends StepRules {
  // ---- Imports ---------------------------------------------------------------------------------------------

  protected readonly importItem = this.RULE("importItem", (): ImportItem | ScriptImportItem => {
    const keyword = this.CONSUME(T.Import);
    const script = this.OPTION(() => this.CONSUME(T.Script));
    const path = this.SUBRULE(this.path);
    this.CONSUME(T.As);
    const name = this.SUBRULE(this.name);
    return this.ACTION(() => {
      const common = { span: this.since(keyword), path: path.text, pathSpan: path.span };
      return script ? { kind: "script-import", ...common, name } : { kind: "import", ...common, alias: name };
    });
  });

  /** A string, or one word without quotes. */
  private readonly path = this.RULE("path", () => {
    const first = this.LA(1);
    this.OR([
      { ALT: () => this.CONSUME(T.PlainString) },
      {
        ALT: () =>
          this.AT_LEAST_ONE({
            GATE: () => this.LA(1) === first || this.adjacent,
            DEF: () => this.CONSUME(T.Word),
          }),
      },
    ]);
    return this.ACTION(() => {
      if (first.tokenType === T.SingleQuoted) this.reject("single-quotes", this.line, {});
      const span = this.since(first);
      const text = this.source.text.slice(span.start, span.end);
      return { span, text: first.tokenType === T.PlainString ? text.slice(1, -1) : text };
    });
  });

  // ---- Channels and constants ------------------------------------------------------------------------------

  protected readonly channel = this.RULE("channel", (): ChannelItem => {
    const keyword = this.CONSUME(T.Channel);
    const name = this.SUBRULE(this.name);
    const routes: Ref[] = [];
    this.OPTION(() => {
      this.CONSUME(T.Arrow);
      this.ACTION(() => this.markValue());
      this.AT_LEAST_ONE_SEP({ SEP: T.Comma, DEF: () => routes.push(this.SUBRULE(this.ref)) });
    });
    return this.ACTION(() => ({ kind: "channel", span: this.since(keyword), name, routes }));
  });

  protected readonly constItem = this.RULE("constItem", (): ConstItem => {
    const keyword = this.CONSUME(T.Const);
    const name = this.SUBRULE(this.name);
    this.CONSUME(T.Assign);
    this.ACTION(() => this.markValue());
    const value = this.choose<Text>([
      { ALT: () => this.SUBRULE(this.string) },
      { ALT: () => this.SUBRULE(this.triple, { ARGS: ["kept"] }) },
      { ALT: () => this.SUBRULE(this.restOfLineText) },
    ]);
    return this.ACTION(() => ({ kind: "const-item", span: this.since(keyword), name, value }));
  });

  /** Bare text of a module constant: whatever the line has. */
  private readonly restOfLineText = this.RULE("restOfLineText", (): Text => {
    const first = this.LA(1);
    const pieces: Piece[] = [];
    this.AT_LEAST_ONE(() => pieces.push(this.SUBRULE(this.anyToken)));
    return this.ACTION(() => {
      if (first.tokenType === T.SingleQuoted) this.reject("single-quotes", this.line, {});
      return bareText(pieces, this.source.text, this.since(first));
    });
  });

  private readonly anyToken = this.RULE("anyToken", () =>
    this.OR([
      { ALT: () => this.CONSUME(T.Bare) },
      { ALT: () => this.CONSUME(T.Semicolon) },
      { ALT: () => this.CONSUME(T.LeftParen) },
      { ALT: () => this.CONSUME(T.RightParen) },
      { ALT: () => this.CONSUME(T.LeftBrace) },
      { ALT: () => this.CONSUME(T.RightBrace) },
      { ALT: () => this.CONSUME(T.InlineOpen) },
      { ALT: () => this.CONSUME(T.InlineClose) },
    ]),
  );

  // ---- Definitions -----------------------------------------------------------------------------------------

  protected readonly definition = this.RULE("definition", () => {
    const first = this.LA(1);
    const exported = this.OPTION(() => this.CONSUME(T.Export)) !== undefined;
    return this.OR<RuleItem | WorkflowItem | ScriptItem>([
      { ALT: () => this.SUBRULE(this.rule, { ARGS: [first, exported] }) },
      { ALT: () => this.SUBRULE(this.workflow, { ARGS: [first, exported] }) },
      { ALT: () => this.SUBRULE(this.script, { ARGS: [first, exported] }) },
    ]);
  });

  private readonly rule = this.RULE("rule", (first: IToken, exported: boolean): RuleItem => {
    this.CONSUME(T.Rule);
    const name = this.SUBRULE(this.name);
    const params = this.SUBRULE(this.params, { ARGS: [name] });
    this.ACTION(() => this.beginBody("rule"));
    const body = this.SUBRULE(this.body, { ARGS: [{ kind: "rule", name: name.text, first }] });
    return this.ACTION(() => ({ kind: "rule", span: this.since(first), name, exported, params, body }));
  });

  private readonly workflow = this.RULE("workflow", (first: IToken, exported: boolean): WorkflowItem => {
    this.CONSUME(T.Workflow);
    const name = this.SUBRULE(this.name);
    const params = this.SUBRULE(this.params, { ARGS: [name] });
    const configs: ConfigItem[] = [];
    this.ACTION(() => this.beginBody("workflow", configs));
    const body = this.SUBRULE(this.body, { ARGS: [{ kind: "workflow", name: name.text, first }] });
    return this.ACTION(() => {
      const [config] = configs;
      const head = { span: this.since(first), name, exported, params };
      return { kind: "workflow", ...head, ...(config && { config }), body };
    });
  });

  protected beginBody(owner: "rule" | "workflow", configs: ConfigItem[] = []): void {
    this.owner = owner;
    this.configs = configs;
    this.begun = false;
  }

  private readonly script = this.RULE("script", (first: IToken, exported: boolean): ScriptItem => {
    this.CONSUME(T.Script);
    const name = this.SUBRULE(this.name);
    this.CONSUME(T.Assign);
    this.ACTION(() => this.markValue());
    const body = this.SUBRULE(this.definedBody);
    return this.ACTION(() => ({ kind: "script", span: this.since(first), name, exported, body }));
  });

  // ---- Parameters ------------------------------------------------------------------------------------------

  /** Any tokens between parentheses, so that each wrong name can be named. */
  private readonly params = this.RULE("params", (owner: Name): readonly Name[] => {
    const tokens: IToken[] = [];
    this.CONSUME(T.LeftParen);
    this.MANY(() => tokens.push(this.CONSUME(T.Bare)));
    this.CONSUME(T.RightParen);
    return this.ACTION(() => this.namesOf(tokens, owner));
  });

  private namesOf(tokens: readonly IToken[], owner: Name): readonly Name[] {
    const names: Name[] = [];
    const slots: IToken[][] = [[]];
    for (const token of tokens) {
      if (isOf(token, T.Comma)) slots.push([]);
      else slots.at(-1)?.push(token);
    }
    if (tokens.length === 0) return names;
    for (const slot of slots) {
      const [token, ...more] = slot;
      if (!token) this.spoil("empty-parameter", this.line, { owner: owner.text });
      else if (more.length > 0 || !identifier.test(token.image))
        this.spoil("invalid-parameter", this.line, { name: slot.map(({ image }) => image).join(" ") });
      else names.push({ kind: "name", span: tokenSpan(token), text: token.image });
    }
    this.checkNames(names);
    return names;
  }

  private checkNames(names: readonly Name[]): void {
    const seen = new Set<string>();
    for (const { text: name } of names) {
      if (reservedWords.has(name)) this.spoil("reserved-parameter", this.line, { name });
      if (seen.has(name)) this.spoil("duplicate-parameter", this.line, { name });
      seen.add(name);
    }
  }
}

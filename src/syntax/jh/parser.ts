import type { IToken } from "chevrotain";
import type { Diagnostic, SourceFile } from "../../source/index.ts";
import type {
  ChannelItem,
  ConstItem,
  ImportItem,
  Item,
  Module,
  Name,
  Ref,
  RuleItem,
  ScriptImportItem,
  ScriptItem,
  Text,
  WorkflowItem,
} from "../ast.ts";
import { StepRules } from "./step-rules.ts";
import { tokenSpan } from "./text.ts";
import * as T from "./tokens.ts";

/** The whole grammar of a `.jh` file. */
export class JaiphParser extends StepRules {
  constructor(options = { validate: false }) {
    super(options);
    this.performSelfAnalysis();
  }

  parse(source: SourceFile, tokens: IToken[]): { module: Module; diagnostics: readonly Diagnostic[] } {
    this.start(source, tokens);
    const module = this.module() ?? {
      kind: "module",
      span: { start: 0, end: 0 },
      file: source.id,
      items: [],
    };
    return { module, diagnostics: this.diagnostics };
  }

  private readonly module = this.RULE("module", (): Module => {
    const items: Item[] = [];
    this.MANY(() =>
      this.OR([{ ALT: () => this.CONSUME(T.LineEnd) }, { ALT: () => items.push(this.SUBRULE(this.item)) }]),
    );
    return this.ACTION(() => ({
      kind: "module",
      span: { start: 0, end: this.source.text.length },
      file: this.source.id,
      items,
    }));
  });

  private readonly item = this.RULE("item", () =>
    this.OR<Item>([
      { ALT: () => this.SUBRULE(this.importItem) },
      { ALT: () => this.SUBRULE(this.config) },
      { ALT: () => this.SUBRULE(this.channel) },
      { ALT: () => this.SUBRULE(this.constItem) },
      { ALT: () => this.SUBRULE(this.definition) },
    ]),
  );

  private readonly definition = this.RULE("definition", () => {
    const first = this.LA(1);
    const exported = this.OPTION(() => this.CONSUME(T.Export)) !== undefined;
    return this.OR<RuleItem | WorkflowItem | ScriptItem>([
      { ALT: () => this.SUBRULE(this.rule, { ARGS: [first, exported] }) },
      { ALT: () => this.SUBRULE(this.workflow, { ARGS: [first, exported] }) },
      { ALT: () => this.SUBRULE(this.script, { ARGS: [first, exported] }) },
    ]);
  });

  private readonly importItem = this.RULE("importItem", (): ImportItem | ScriptImportItem => {
    const keyword = this.CONSUME(T.Import);
    const script = this.OPTION(() => this.CONSUME(T.Script));
    const path = this.CONSUME(T.PlainString);
    this.CONSUME(T.As);
    const name = this.SUBRULE(this.name);
    return this.ACTION(() => {
      const common = { span: this.since(keyword), path: path.image.slice(1, -1), pathSpan: tokenSpan(path) };
      return script ? { kind: "script-import", ...common, name } : { kind: "import", ...common, alias: name };
    });
  });

  private readonly channel = this.RULE("channel", (): ChannelItem => {
    const keyword = this.CONSUME(T.Channel);
    const name = this.SUBRULE(this.name);
    const routes: Ref[] = [];
    this.OPTION(() => {
      this.CONSUME(T.Arrow);
      this.AT_LEAST_ONE_SEP({ SEP: T.Comma, DEF: () => routes.push(this.SUBRULE(this.ref)) });
    });
    return this.ACTION(() => ({ kind: "channel", span: this.since(keyword), name, routes }));
  });

  private readonly constItem = this.RULE("constItem", (): ConstItem => {
    const keyword = this.CONSUME(T.Const);
    const name = this.SUBRULE(this.name);
    this.CONSUME(T.Assign);
    const value = this.OR<Text>([
      { ALT: () => this.SUBRULE(this.string) },
      { ALT: () => this.SUBRULE(this.triple, { ARGS: ["kept"] }) },
      { ALT: () => this.SUBRULE(this.rest) },
    ]);
    return this.ACTION(() => ({ kind: "const-item", span: this.since(keyword), name, value }));
  });

  private readonly rest = this.RULE("rest", (): Text => {
    const first = this.LA(1);
    this.SUBRULE(this.bareText);
    return this.ACTION(() => {
      const span = this.since(first);
      const value = this.source.text.slice(span.start, span.end);
      return { kind: "text", span, quote: "none", parts: [{ kind: "literal", span, value }] };
    });
  });

  private readonly params = this.RULE("params", (): readonly Name[] => {
    const params: Name[] = [];
    this.CONSUME(T.LeftParen);
    this.MANY_SEP({ SEP: T.Comma, DEF: () => params.push(this.SUBRULE(this.name)) });
    this.CONSUME(T.RightParen);
    return params;
  });

  private readonly rule = this.RULE("rule", (first: IToken, exported: boolean): RuleItem => {
    this.CONSUME(T.Rule);
    const name = this.SUBRULE(this.name);
    const params = this.SUBRULE(this.params);
    const body = this.SUBRULE(this.body);
    return this.ACTION(() => ({ kind: "rule", span: this.since(first), name, exported, params, body }));
  });

  private readonly workflow = this.RULE("workflow", (first: IToken, exported: boolean): WorkflowItem => {
    this.CONSUME(T.Workflow);
    const name = this.SUBRULE(this.name);
    const params = this.SUBRULE(this.params);
    const outer = this.configs;
    this.configs = [];
    const body = this.SUBRULE(this.body);
    const [config] = this.configs;
    this.configs = outer;
    return this.ACTION(() => ({
      kind: "workflow",
      span: this.since(first),
      name,
      exported,
      params,
      ...(config && { config }),
      body,
    }));
  });

  private readonly script = this.RULE("script", (first: IToken, exported: boolean): ScriptItem => {
    this.CONSUME(T.Script);
    const name = this.SUBRULE(this.name);
    this.CONSUME(T.Assign);
    const body = this.SUBRULE(this.scriptBody);
    return this.ACTION(() => ({ kind: "script", span: this.since(first), name, exported, body }));
  });
}

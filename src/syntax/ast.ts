import type { FileId, Span } from "../source/index.ts";

/**
 * The one syntax tree. Every node has a `kind` and a span with both ends; lists are never absent; text with
 * interpolations is a list of parts. What the formatter must keep to the letter it reads from the source
 * through the span, so no node repeats its own text.
 */
export interface Node<K extends string> {
  readonly kind: K;
  readonly span: Span;
}

export interface Module extends Node<"module"> {
  readonly file: FileId;
  /** The `#!` line that makes the file executable; it is no comment. */
  readonly shebang?: Span;
  /** In source order. */
  readonly items: readonly Item[];
}

export interface Name extends Node<"name"> {
  readonly text: string;
}

/** `name` or `alias.name`. */
export interface Ref extends Node<"ref"> {
  readonly alias?: Name;
  readonly name: Name;
}

// ---- Items -------------------------------------------------------------------------------------------------

export type Item =
  | ImportItem
  | ScriptImportItem
  | ConfigItem
  | ChannelItem
  | ConstItem
  | RuleItem
  | WorkflowItem
  | ScriptItem
  | InvalidItem;

export interface ImportItem extends Node<"import"> {
  readonly path: string;
  readonly pathSpan: Span;
  readonly alias: Name;
}

export interface ScriptImportItem extends Node<"script-import"> {
  readonly path: string;
  readonly pathSpan: Span;
  readonly name: Name;
}

export interface ConfigItem extends Node<"config"> {
  readonly entries: readonly ConfigEntry[];
}

export interface ConfigEntry extends Node<"config-entry"> {
  /** One of the keys that exist: the parser reports every other. */
  readonly key: string;
  readonly value: ConfigValue;
}

export type ConfigValue = Text | Variable | BooleanLiteral | IntegerLiteral | TextList;

export interface BooleanLiteral extends Node<"boolean"> {
  readonly value: boolean;
}

export interface IntegerLiteral extends Node<"integer"> {
  readonly value: number;
}

export interface TextList extends Node<"list"> {
  readonly items: readonly Text[];
}

export interface ChannelItem extends Node<"channel"> {
  readonly name: Name;
  readonly routes: readonly Ref[];
}

/** A module-level constant. A bare value is a `Text` whose quote is `none`. */
export interface ConstItem extends Node<"const-item"> {
  readonly name: Name;
  readonly value: Text;
}

export interface RuleItem extends Node<"rule"> {
  readonly name: Name;
  readonly exported: boolean;
  readonly params: readonly Name[];
  readonly body: Body;
}

export interface WorkflowItem extends Node<"workflow"> {
  readonly name: Name;
  readonly exported: boolean;
  readonly params: readonly Name[];
  readonly config?: ConfigItem;
  readonly body: Body;
}

export interface ScriptItem extends Node<"script"> {
  readonly name: Name;
  readonly exported: boolean;
  readonly body: ScriptBody;
}

/** What could not be parsed; its diagnostic is already reported. */
export interface InvalidItem extends Node<"invalid-item"> {
  /** The declared name, when the header still showed one: references to it are then no errors. */
  readonly name?: Name;
}

export interface ScriptBody extends Node<"script-body"> {
  readonly form: "backtick" | "fenced";
  /** The tag of the opening fence: `python3` means `#!/usr/bin/env python3`. */
  readonly tag?: string;
  /** The text between the delimiters, lines joined by `\n`, no final newline. */
  readonly text: string;
  /** Where `text` stands; for a fenced body from the first character of its first line. */
  readonly textSpan: Span;
}

// ---- Steps -------------------------------------------------------------------------------------------------

export interface Body extends Node<"body"> {
  readonly steps: readonly Step[];
}

export type Step =
  | RunStep
  | AsyncStep
  | EnsureStep
  | PromptStep
  | ConstStep
  | LogStep
  | FailStep
  | ReturnStep
  | SendStep
  | MatchStep
  | IfStep
  | ForStep
  | UnknownStep
  | InvalidStep;

export interface RunStep extends Node<"run-step"> {
  readonly call: RunCall;
  readonly handler?: Handler;
}

export interface AsyncStep extends Node<"async-step"> {
  readonly call: RunCall;
  readonly handler?: Handler;
}

export interface EnsureStep extends Node<"ensure-step"> {
  readonly call: EnsureCall;
  readonly handler?: Handler;
}

export interface PromptStep extends Node<"prompt-step"> {
  readonly prompt: Prompt;
}

/** `const x = …`, and `x = run|ensure|prompt …`, which means the same. */
export interface ConstStep extends Node<"const-step"> {
  readonly name: Name;
  readonly value: Value | RunCall | AsyncCall | EnsureCall | Prompt | Match;
}

export interface LogStep extends Node<"log-step"> {
  readonly level: "log" | "logerr" | "logwarn";
  readonly message: Value | RunCall;
}

export interface FailStep extends Node<"fail-step"> {
  readonly message: Value;
}

export interface ReturnStep extends Node<"return-step"> {
  readonly value?: Value | RunCall | EnsureCall | Match;
}

export interface SendStep extends Node<"send-step"> {
  readonly channel: Ref;
  /** Text without quotes is no payload but raw shell: the checker says what is wrong with it. */
  readonly payload: Value | RunCall;
}

export interface MatchStep extends Node<"match-step"> {
  readonly match: Match;
}

export interface IfStep extends Node<"if-step"> {
  /** `if`, then every `else if`; never empty. */
  readonly branches: readonly IfBranch[];
  readonly otherwise?: Body;
}

export interface IfBranch extends Node<"if-branch"> {
  readonly condition: Condition;
  readonly body: Body;
}

export interface Condition extends Node<"condition"> {
  readonly subject: Variable;
  readonly operator: "==" | "!=" | "=~" | "!~";
  readonly operand: ExactPattern | RegexPattern;
}

export interface ForStep extends Node<"for-step"> {
  readonly variable: Name;
  readonly source: Variable;
  readonly body: Body;
}

/** A line that is no step: raw shell, in most cases. The checker reports it. */
export interface UnknownStep extends Node<"unknown-step"> {
  readonly text: string;
}

/** What could not be parsed; its diagnostic is already reported, and its definition is not checked. */
export interface InvalidStep extends Node<"invalid-step"> {}

export interface Handler extends Node<"handler"> {
  readonly trigger: "catch" | "recover";
  readonly binding: Name;
  readonly body: Body;
  /** `single`: one step on the handler's own line, without braces. */
  readonly form: "single" | "block";
}

// ---- Calls -------------------------------------------------------------------------------------------------

export interface RunCall extends Node<"run"> {
  readonly target: Ref | InlineScript;
  readonly args: readonly Argument[];
  readonly modifiers: Modifiers;
}

export interface AsyncCall extends Node<"async"> {
  readonly call: RunCall;
}

export interface EnsureCall extends Node<"ensure"> {
  readonly target: Ref;
  readonly args: readonly Argument[];
}

export interface InlineScript extends Node<"inline-script"> {
  readonly body: ScriptBody;
}

export type Argument = Value | RunCall | EnsureCall;

/** Where and how a `run` call is executed; in source order `on`, `with`, `timeout`, `retry`. */
export interface Modifiers {
  readonly on?: Value;
  readonly with?: Resources;
  /** Seconds for each attempt; at least 1. */
  readonly timeout?: IntegerLiteral;
  /** Further attempts after the first. */
  readonly retry?: IntegerLiteral;
}

export interface Resources extends Node<"resources"> {
  readonly fields: readonly ResourceField[];
}

export interface ResourceField extends Node<"resource"> {
  readonly name: Name;
  readonly value: Value | IntegerLiteral;
}

export interface Prompt extends Node<"prompt"> {
  readonly body: Value;
  readonly returns?: Schema;
}

export interface Schema extends Node<"schema"> {
  readonly fields: readonly SchemaField[];
}

export interface SchemaField {
  readonly name: string;
  readonly type: "string" | "number" | "boolean";
}

// ---- Values ------------------------------------------------------------------------------------------------

export type Value = Text | Variable;

/** Literal text with interpolations, escapes already decoded. */
export interface Text extends Node<"text"> {
  /** `none`: bare text such as `42`, `--flag` or the value of `const n = foo bar`. */
  readonly quote: "double" | "triple" | "single" | "none";
  readonly parts: readonly TextPart[];
}

export type TextPart = Literal | Variable | RunCall | EnsureCall;

export interface Literal extends Node<"literal"> {
  readonly value: string;
}

/**
 * A reading of a name: `x`, `x.f`, `${x}`, `${x.f}`, `$x`. A bare name or dotted pair that is not in scope may be
 * literal text in some places: the checker decides which (`CheckedProgram.reads`).
 */
export interface Variable extends Node<"variable"> {
  readonly form: "bare" | "braced" | "dollar";
  readonly name: string;
  readonly field?: string;
}

// ---- Match -------------------------------------------------------------------------------------------------

export interface Match extends Node<"match"> {
  readonly subject: Variable;
  readonly arms: readonly Arm[];
}

export interface Arm extends Node<"arm"> {
  /** One, or several alternatives. */
  readonly patterns: readonly Pattern[];
  readonly body: ArmBody;
}

export type ArmBody = Value | FailStep | RunCall | EnsureCall | ForbiddenArm;

/** `return …` or an inline script as the body of an arm: parsed, so that the checker can say why not. */
export interface ForbiddenArm extends Node<"forbidden-arm"> {
  readonly reason: "return" | "inline-script";
}

export type Pattern = ExactPattern | RegexPattern | WildcardPattern;

export interface ExactPattern extends Node<"exact"> {
  readonly value: string;
}

export interface RegexPattern extends Node<"regex"> {
  /** ECMAScript source; `\/` is already a slash. */
  readonly source: string;
}

export interface WildcardPattern extends Node<"wildcard"> {}

// ---- All nodes ---------------------------------------------------------------------------------------------

export type AnyNode =
  | Module
  | Name
  | Ref
  | Item
  | ConfigEntry
  | ConfigValue
  | ScriptBody
  | Body
  | Step
  | IfBranch
  | Condition
  | Handler
  | RunCall
  | AsyncCall
  | EnsureCall
  | InlineScript
  | Resources
  | ResourceField
  | Prompt
  | Schema
  | Value
  | Literal
  | Match
  | Arm
  | ArmBody
  | Pattern;

// ---- Trivia ------------------------------------------------------------------------------------------------

/** A comment line, from its `#` to the end of its text. Blank lines are read from the source. */
export interface Comment {
  readonly span: Span;
}

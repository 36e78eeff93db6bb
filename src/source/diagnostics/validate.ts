import { define } from "./define.ts";

interface Named {
  readonly name: string;
}

interface Unknown extends Named {
  /** The nearest name that would fit, if any is near. */
  readonly near: string | undefined;
}

const didYouMean = ({ near }: { readonly near: string | undefined }) => near && `did you mean "${near}"?`;

/** References in calls, routes and sends. */
const references = {
  "unknown-import-alias": define<{ alias: string; near: string | undefined }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `unknown import alias "${p.alias}"`,
    hint: didYouMean,
    when: "A dotted reference names no import of its module.",
    example: { alias: "tool", near: "tools" },
  }),
  "duplicate-import-alias": define<{ alias: string }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `duplicate import alias "${p.alias}"`,
    hint: () => "give this import another alias",
    when: "Two imports of a module have one alias.",
    example: { alias: "tools" },
  }),
  "unknown-local": define<Unknown & { readonly wanted: string }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `unknown local ${p.wanted} reference "${p.name}"`,
    hint: didYouMean,
    when: "A call or a route names nothing of its module that could be meant.",
    example: { name: "biuld", wanted: "workflow or script", near: "build" },
  }),
  "unknown-imported": define<Unknown & { readonly wanted: string }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `imported ${p.wanted} "${p.name}" does not exist`,
    hint: didYouMean,
    when: "A call or a route names nothing of an imported module that could be meant.",
    example: { name: "tools.biuld", wanted: "workflow or script", near: "tools.build" },
  }),
  "not-exported": define<{ name: string; alias: string }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `"${p.name}" is not exported from module "${p.alias}"`,
    hint: (p) => `write "export" before its definition, or call what "${p.alias}" exports`,
    when: "An imported module has exports, and the name is not one of them.",
    example: { name: "build", alias: "tools" },
  }),
  "run-of-rule": define<Named>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `rule "${p.name}" must be called with ensure, not run`,
    hint: (p) => `ensure ${p.name}(…)`,
    when: "`run` names a rule.",
    example: { name: "is_clean" },
  }),
  "ensure-of-workflow": define<Named>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `workflow "${p.name}" must be called with run`,
    hint: (p) => `run ${p.name}(…)`,
    when: "`ensure` names a workflow.",
    example: { name: "build" },
  }),
  "ensure-of-script": define<Named>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `script "${p.name}" cannot be called with ensure`,
    hint: (p) => `run ${p.name}(…)`,
    when: "`ensure` names a script.",
    example: { name: "compile" },
  }),
  "workflow-in-rule": define<Named>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `run inside a rule must target a script, and "${p.name}" is a workflow`,
    when: "A rule runs a workflow.",
    example: { name: "build" },
  }),
  "string-not-executable": define<Named>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `strings are not executable: "${p.name}" holds a string`,
    when: "`run` names a constant, a parameter or another binding.",
    example: { name: "message" },
  }),
  "async-in-rule": define({
    code: "E_VALIDATE",
    severity: "error",
    message: () => "run async is not allowed in rules",
    when: "A rule starts a branch.",
    example: {},
  }),
  "unknown-target": define<Unknown & { readonly known: string }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `there is no target "${p.name}" to run on`,
    hint: (p) => didYouMean(p) ?? `known are ${p.known}`,
    when: "The literal name behind `on` is no place that scripts can run.",
    example: { name: "mercury", near: undefined, known: "local" },
  }),
  "unknown-resource": define<Unknown & { readonly known: string }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `unknown resource "${p.name}" in with`,
    hint: (p) => didYouMean(p) ?? `known are ${p.known}`,
    when: "A field of `with { … }` is none of the resources that a target understands.",
    example: { name: "cpu", near: "cpus", known: "cpus, memory" },
  }),
};

/** Arguments. */
const calls = {
  arity: define<{ kind: string; name: string; params: readonly string[]; count: number }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) =>
      `${p.kind} "${p.name}" expects ${p.params.length} argument(s) (${p.params.join(", ") || "none"}), but got ${p.count}`,
    when: "A call of a workflow or rule has more or fewer arguments than it has parameters.",
    example: { kind: "workflow", name: "deploy", params: ["tag"], count: 2 },
  }),
  "unknown-argument": define<Unknown>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `unknown identifier "${p.name}" used as bare argument`,
    hint: (p) => didYouMean(p) ?? `write "${p.name}" in quotes to pass it as text`,
    when: "An argument without quotes looks like a name, and nothing has that name.",
    example: { name: "tga", near: "tag" },
  }),
  redirection: define<{ text: string }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `shell redirection in an argument list: ${p.text}`,
    hint: () => "put pipes and redirections into the script, or quote the argument",
    when: "`>`, `|` or `&` stands unquoted between the parentheses of a call.",
    example: { text: ">" },
  }),
  "implicit-nested-call": define<{ text: string; keyword: string }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `nested managed calls in argument position must be explicit: ${p.text}`,
    hint: (p) => `${p.keyword} ${p.text}`,
    when: "An argument calls a workflow, rule or script without `run` or `ensure`.",
    example: { text: "version()", keyword: "run" },
  }),
};

/** Names in values. */
const values = {
  "unknown-identifier": define<Unknown & { readonly context: string }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `unknown identifier "${p.name}" in ${p.context}`,
    hint: didYouMean,
    when: "A value reads a name that is no parameter, constant or capture of its definition or module.",
    example: { name: "mesage", near: "message", context: "log" },
  }),
  "script-interpolated": define<Named>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `scripts cannot be interpolated: "${p.name}" is a script`,
    hint: (p) => `\${run ${p.name}()} inserts its output`,
    when: "A value reads the name of a script.",
    example: { name: "version" },
  }),
  "script-as-value": define<Named>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `scripts are not values: "${p.name}" is a script`,
    hint: (p) => `run ${p.name}() gives its output`,
    when: "A constant is bound to the name of a script, or given the name of one.",
    example: { name: "version" },
  }),
  "script-as-prompt": define<Named>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `scripts are not promptable: "${p.name}" is a script`,
    hint: (p) => `const text = run ${p.name}(), then prompt text`,
    when: "The body of a prompt is the name of a script.",
    example: { name: "question" },
  }),
  "not-typed-capture": define<Named>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `"${p.name}" is not a typed prompt capture`,
    hint: (p) => `const ${p.name} = prompt "…" returns "{ … }" has fields`,
    when: "A field is read of something that is no prompt with `returns`.",
    example: { name: "answer" },
  }),
  "unknown-field": define<{ name: string; field: string; fields: readonly string[] }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) =>
      `"${p.field}" is not defined in the returns schema of "${p.name}": it has ${p.fields.join(", ") || "no fields"}`,
    when: "A typed prompt capture has no such field.",
    example: { name: "verdict", field: "resaon", fields: ["ok", "reason"] },
  }),
};

interface ShellCall extends Named {
  readonly kind: "rule" | "workflow" | "script";
}

const keywordOf = (kind: ShellCall["kind"]) => (kind === "rule" ? "ensure" : "run");

/** Shell text where a value belongs. */
const shell = {
  "shell-keyword": define<{ keyword: string }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `shell text cannot use Jaiph keywords: ${p.keyword}`,
    hint: (p) => `const x = ${p.keyword} …, then use x`,
    when: "Shell text calls with `run` or `ensure`.",
    example: { keyword: "run" },
  }),
  "shell-send": define({
    code: "E_VALIDATE",
    severity: "error",
    message: () => "command substitution cannot contain channel send",
    when: "A `$(…)` holds a send.",
    example: {},
  }),
  "shell-call": define<ShellCall>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `command substitution cannot invoke ${p.kind} "${p.name}"`,
    hint: (p) => `const x = ${keywordOf(p.kind)} ${p.name}(…), then use x`,
    when: "A `$(…)` names a rule, workflow or script as its command.",
    example: { kind: "workflow", name: "summary" },
  }),
  "direct-call": define<ShellCall>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) =>
      p.kind === "script"
        ? `direct script call: "${p.name}" must be called with run`
        : `${p.kind} "${p.name}" must be called with ${keywordOf(p.kind)}`,
    hint: (p) => `${keywordOf(p.kind)} ${p.name}(…)`,
    when: "Shell text names a rule, workflow or script as its command.",
    example: { kind: "script", name: "measure" },
  }),
  "shell-symbol": define<Named>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `unknown imported symbol "${p.name}"`,
    when: "The command of a shell text looks like a name of an imported module, which has none of that name.",
    example: { name: "tools.biuld" },
  }),
};

/** Channels, control flow and bindings. */
const steps = {
  "unknown-channel": define<Unknown>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `Channel "${p.name}" is not defined`,
    hint: didYouMean,
    when: "A send names no channel of its module or of the imported one.",
    example: { name: "finding", near: "findings" },
  }),
  "route-to-rule": define<Named>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `a channel cannot be routed to rule "${p.name}", which must be called with ensure`,
    hint: () => "route it to a workflow that ensures the rule",
    when: "A channel is routed to a rule.",
    example: { name: "is_clean" },
  }),
  "route-to-script": define<Named>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) =>
      `a channel cannot be routed to script "${p.name}": it cannot be called with run by a route`,
    hint: () => "route it to a workflow that runs the script",
    when: "A channel is routed to a script.",
    example: { name: "compile" },
  }),
  "route-parameters": define<{ name: string; count: number }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `channel target "${p.name}" must declare exactly 3 parameters, but has ${p.count}`,
    hint: () => "the message, the channel and the sender",
    when: "A channel is routed to a workflow that cannot take a message.",
    example: { name: "archive", count: 1 },
  }),
  "send-of-callable": define<{ kind: string; name: string; keyword: string }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `${p.kind} "${p.name}" must be called with ${p.keyword}`,
    hint: (p) => (p.keyword === "run" ? `<- run ${p.name}(…)` : `const x = ensure ${p.name}(…), then <- x`),
    when: "What is sent is the name of a rule, workflow or script.",
    example: { kind: "workflow", name: "summary", keyword: "run" },
  }),
  "send-unknown": define<Unknown>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `unknown symbol "${p.name}" in send`,
    hint: (p) => didYouMean(p) ?? `write "${p.name}" in quotes to send it as text`,
    when: "What is sent is a bare name that nothing has.",
    example: { name: "mesage", near: "message" },
  }),
  "unknown-step": define<{ text: string; body: "workflows" | "rules" }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `inline shell steps are forbidden in ${p.body}: ${p.text}`,
    hint: (p) => (/[`"]/.test(p.text) ? "move it into a script and run that" : `run \`${p.text}\`()`),
    when: "A line of a body is no step.",
    example: { text: "git fetch", body: "workflows" },
  }),
  "match-wildcard": define<{ count: number }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `match must have exactly one wildcard (_) arm${p.count > 1 ? ", found multiple" : ""}`,
    hint: (p) => (p.count > 1 ? undefined : 'add a last arm such as _ => "…"'),
    when: "A match has no `_` arm, or more than one.",
    example: { count: 0 },
  }),
  "match-arm-return": define({
    code: "E_VALIDATE",
    severity: "error",
    message: () => 'match arm body must not start with "return"',
    hint: () => "return match … { … } returns the value of the chosen arm",
    when: "An arm of a match begins with `return`.",
    example: {},
  }),
  "match-arm-inline-script": define({
    code: "E_VALIDATE",
    severity: "error",
    message: () => "inline scripts are not allowed in match arm bodies",
    hint: () => "define a script and run it",
    when: "An arm of a match is an inline script.",
    example: {},
  }),
  "invalid-condition-regex": define<{ source: string; reason: string }>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `invalid regex in if condition: /${p.source}/: ${p.reason}`,
    when: "The pattern of a condition is no regular expression.",
    example: { source: "(", reason: "Unterminated group" },
  }),
  "for-source": define<Unknown>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `for loops over the unknown source "${p.name}"`,
    hint: didYouMean,
    when: "A `for` names a source that is no binding.",
    example: { name: "host", near: "hosts" },
  }),
  "for-iterator": define<Named>({
    code: "E_VALIDATE",
    severity: "error",
    message: (p) => `iterator "${p.name}" conflicts with an existing binding`,
    hint: () => "give the loop variable another name",
    when: "The loop variable of a `for` has the name of a binding around the loop.",
    example: { name: "host" },
  }),
  rebinding: define<{ name: string; line: number }>({
    code: "W_REBIND",
    severity: "warning",
    message: (p) => `"${p.name}" is already bound in line ${p.line}; from here on this value counts`,
    hint: () => "give one of them another name",
    when: "A `const` has the name of a parameter or of an earlier binding that is still in force.",
    example: { name: "tag", line: 3 },
  }),
};

/** Names, kinds, arity and forbidden combinations. */
export const validateDiagnostics = { ...references, ...calls, ...values, ...shell, ...steps };

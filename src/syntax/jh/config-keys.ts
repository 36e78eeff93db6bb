import type { ConfigEntry } from "../ast.ts";

type Type = "string" | "boolean" | "integer" | "strings";

/** The keys of a config block and the type of each. */
export const configKeys: Readonly<Record<string, Type>> = {
  "agent.default_model": "string",
  "agent.command": "string",
  "agent.backend": "string",
  "agent.trusted_workspace": "string",
  "agent.cursor_flags": "string",
  "agent.claude_flags": "string",
  "run.logs_dir": "string",
  "run.debug": "boolean",
  "run.inbox_parallel": "boolean",
  "run.recover_limit": "integer",
  "runtime.docker_enabled": "boolean",
  "runtime.docker_image": "string",
  "runtime.docker_network": "string",
  "runtime.docker_timeout": "integer",
  "runtime.workspace": "strings",
};

const expectations: Record<Type, string> = {
  string: "a string",
  boolean: "true or false",
  integer: "an integer",
  strings: "an array of strings",
};

const typeOf: { [K in ConfigEntry["value"]["kind"]]: Type } = {
  text: "string",
  variable: "string",
  boolean: "boolean",
  integer: "integer",
  list: "strings",
};

/** What the value of an entry must be, when it is something else. A value read from a constant is a string. */
export function expectedType({ key, value }: ConfigEntry): string | undefined {
  const type = configKeys[key];
  return type === undefined || type === typeOf[value.kind] ? undefined : expectations[type];
}

const backends = ["cursor", "claude", "codex"];

/** A backend that does not exist; nothing when the value is only known at run time. */
export function unknownBackend({ key, value }: ConfigEntry): string | undefined {
  if (key !== "agent.backend" || value.kind !== "text") return undefined;
  const [part, ...more] = value.parts;
  if (more.length > 0 || (part && part.kind !== "literal")) return undefined;
  const name = part?.value ?? "";
  return backends.includes(name) ? undefined : name;
}

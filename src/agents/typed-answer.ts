import { cutUnits } from "../events/index.ts";
import { type JsonObject, parseObject } from "./json.ts";

/** One entry of a `returns` schema. */
export interface SchemaField {
  readonly name: string;
  readonly type: "string" | "number" | "boolean";
}

export type TypedAnswer =
  | {
      readonly ok: true;
      /** The JSON object as the agent wrote it. */
      readonly text: string;
      /** The declared fields, converted to text. */
      readonly fields: Readonly<Record<string, string>>;
    }
  | {
      readonly ok: false;
      /** 1: no JSON object; 2: a field is absent; 3: a field has another type. */
      readonly status: 1 | 2 | 3;
      readonly error: string;
      /** The line for stderr that says what exactly is wrong. */
      readonly detail: string;
    };

/** The paragraph that a typed prompt appends to its text. */
export function schemaInstruction(fields: readonly SchemaField[]): string {
  const entries = fields.map(({ name, type }) => `${JSON.stringify(name)}:${JSON.stringify(type)}`);
  return `\n\nRespond with exactly one line of valid JSON (no markdown, no explanation) matching this schema: {${entries.join(",")}}`;
}

/** Finds the JSON object in an answer, wherever the agent put it, and holds it against the schema. */
export function parseTypedAnswer(answer: string, fields: readonly SchemaField[]): TypedAnswer {
  for (const text of candidates(answer)) {
    const object = parseObject(text);
    if (object !== undefined) return matchSchema(text, object, fields);
  }
  return { ok: false, status: 1, error: "prompt returned invalid JSON", detail: whyNoObject(answer) };
}

/**
 * Where the object may be, best place first. A line that is the object, starts with it or ends with it needs no rule
 * of its own: the first one finds it too.
 */
function* candidates(answer: string): Generator<string> {
  const lines = answer.split("\n");
  yield* objectsInLines(lines, answer.length);
  const block = lastFencedBlock(lines);
  if (block !== undefined) yield block;
  const start = answer.indexOf("{");
  if (start >= 0) yield answer.slice(start, answer.lastIndexOf("}") + 1);
}

/** Balanced `{…}` from the last line up, each line from the left. */
function* objectsInLines(lines: readonly string[], size: number): Generator<string> {
  // Nested braces that never close would cost the square of their number: such an answer gets a bounded number of looks.
  let looks = 1_000_000 + 20 * size;
  for (const line of lines.toReversed()) {
    for (let start = line.indexOf("{"); start >= 0 && looks > 0; start = line.indexOf("{", start + 1)) {
      const end = closingBrace(line, start);
      looks -= (end ?? line.length) - start;
      if (end !== undefined) yield line.slice(start, end + 1);
    }
  }
}

/** The brace that closes the one at `start`; braces inside JSON strings do not count. */
function closingBrace(line: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = start; at < line.length; at++) {
    const char = line[at];
    if (inString && char === "\\") at++;
    else if (char === '"') inString = !inString;
    else if (!inString && char === "{") depth++;
    else if (!inString && char === "}" && --depth === 0) return at;
  }
  return undefined;
}

function lastFencedBlock(lines: readonly string[]): string | undefined {
  let last: string | undefined;
  let open: { readonly json: boolean; readonly line: number } | undefined;
  for (const [index, line] of lines.entries()) {
    const fence = /^\s*```(.*)$/.exec(line)?.[1]?.trim().toLowerCase();
    if (fence === undefined) continue;
    if (open?.json) last = lines.slice(open.line + 1, index).join("\n");
    open = open ? undefined : { json: fence === "" || fence === "json", line: index };
  }
  return last?.trim();
}

function matchSchema(text: string, object: JsonObject, fields: readonly SchemaField[]): TypedAnswer {
  const error = "prompt response failed schema validation";
  const absent = fields.find(({ name }) => !Object.hasOwn(object, name));
  if (absent) {
    return {
      ok: false,
      status: 2,
      error,
      detail: `jaiph: prompt response missing required field: ${absent.name}`,
    };
  }
  const wrong = fields.find(({ name, type }) => jsonType(object[name]) !== type);
  if (wrong) {
    const actual = jsonType(object[wrong.name]);
    const detail = `jaiph: prompt response field "${wrong.name}" expected ${wrong.type}, got ${actual}`;
    return { ok: false, status: 3, error, detail };
  }
  return {
    ok: true,
    text,
    fields: Object.fromEntries(fields.map(({ name }) => [name, String(object[name])])),
  };
}

function whyNoObject(answer: string): string {
  const lastLine = answer.trimEnd().split("\n").at(-1) ?? "";
  try {
    JSON.parse(lastLine);
    return "jaiph: prompt response root must be an object";
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return `jaiph: prompt response is not valid JSON: ${problem}; last line: ${cutUnits(lastLine, 200)}`;
  }
}

function jsonType(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

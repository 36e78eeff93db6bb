import { type JsonObject, parseObject, textAt, valueAt } from "./json.ts";

/** What one line of stream-json says. */
export interface Utterance {
  /**
   * `reasoning` and `delta` continue the thoughts and the answer; `thought` and `message` are whole ones. `result`
   * counts when no answer came before it, and `plain` is a line that is no JSON object.
   */
  readonly kind: "reasoning" | "thought" | "delta" | "message" | "result" | "plain";
  /** Never empty. */
  readonly text: string;
}

export function utterances(line: string): readonly Utterance[] {
  const json = parseObject(line);
  const said = json ? inObject(json) : [{ kind: "plain", text: `${line}\n` } as const];
  return said.filter(({ text }) => text !== "");
}

function inObject(json: JsonObject): readonly Utterance[] {
  const type = valueAt(json, "type");
  if (type === "stream_event" && valueAt(json, "event", "type") === "content_block_delta") {
    return inDelta(valueAt(json, "event", "delta"));
  }
  if (type === "thinking" && textAt(json, "text")) return [{ kind: "reasoning", text: textAt(json, "text") }];
  if (type === "result" && textAt(json, "result")) return [{ kind: "result", text: textAt(json, "result") }];
  const content = valueAt(json, "message", "content");
  if (type === "assistant" && typeof content === "string") return [{ kind: "message", text: content }];
  if (type === "assistant" && Array.isArray(content)) return inBlocks(content);
  return [{ kind: "result", text: looseText(json) }];
}

function inDelta(delta: unknown): readonly Utterance[] {
  switch (valueAt(delta, "type")) {
    case "thinking_delta":
      return [{ kind: "reasoning", text: textAt(delta, "thinking") }];
    case "text_delta":
      return [{ kind: "delta", text: textAt(delta, "text") }];
    default:
      return [];
  }
}

function inBlocks(blocks: readonly unknown[]): readonly Utterance[] {
  const joined = (type: string, key: string) =>
    blocks.map((block) => (valueAt(block, "type") === type ? textAt(block, key) : "")).join("");
  return [
    { kind: "thought", text: joined("thinking", "thinking") },
    { kind: "message", text: joined("text", "text") },
  ];
}

/** Where other agents put their text, most telling place first. */
const loosePlaces = [
  ["message", "content"],
  ["delta"],
  ["output_text"],
  ["content"],
  ["text"],
  ["choices", 0, "text"],
  ["choices", 0, "delta", "content"],
  ["delta", 0, "text"],
  ["content", 0, "text"],
] as const;

function looseText(json: JsonObject): string {
  for (const place of loosePlaces) {
    const text = textAt(json, ...place);
    if (text !== "") return text;
  }
  return "";
}

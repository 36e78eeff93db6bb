import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { StreamJson } from "./stream-json.ts";
import { Transcript } from "./transcript.ts";

const thinking = (text: string) => event({ type: "thinking_delta", thinking: text });
const delta = (text: string) => event({ type: "text_delta", text });
const event = (delta: object) => ({
  type: "stream_event",
  event: { type: "content_block_delta", index: 0, delta },
});
const assistant = (...content: object[]) => ({ type: "assistant", message: { role: "assistant", content } });
const text = (text: string) => ({ type: "text", text });
const thought = (thinking: string) => ({ type: "thinking", thinking });
const result = (result: string) => ({ type: "result", subtype: "success", result });

interface Row {
  readonly what: string;
  /** An object stands for its JSON. */
  readonly lines: readonly (object | string)[];
  readonly answer: string;
  readonly shown: string;
}

const rows: readonly Row[] = [
  {
    what: "deltas make the answer, and whole messages after them are ignored",
    lines: [
      thinking("h"),
      thinking("m"),
      delta("\n\nHe"),
      delta("llo\n"),
      assistant(thought("hm"), text("Other")),
      result("R"),
    ],
    answer: "Hello\n",
    shown: "Reasoning:\nhm\n\nFinal answer:\nHello\n",
  },
  {
    what: "the last whole message is the answer, the first one is shown",
    lines: [
      assistant(text("\nfirst")),
      assistant(text("se"), { type: "tool_use" }, text("cond")),
      result("R"),
    ],
    answer: "second",
    shown: "Final answer:\nfirst",
  },
  {
    what: "a message without text changes nothing",
    lines: [assistant(text("first")), assistant({ type: "tool_use", name: "Bash" }), assistant(text(""))],
    answer: "first",
    shown: "Final answer:\nfirst",
  },
  {
    what: "a message may be plain text",
    lines: [
      { type: "assistant", message: { content: "one" } },
      { type: "assistant", message: { content: "two" } },
    ],
    answer: "two",
    shown: "Final answer:\none",
  },
  {
    what: "thoughts come as lines, blocks and deltas",
    lines: [{ type: "thinking", text: "a" }, assistant(thought("b"), text("x")), thinking("c")],
    answer: "x",
    shown: "Reasoning:\nab\n\nFinal answer:\nxc",
  },
  {
    what: "a thought that a whole message repeats is shown once",
    lines: [
      thinking("a"),
      thinking("b"),
      assistant(thought("ab")),
      thinking("c"),
      assistant(thought("c")),
      result("x"),
    ],
    answer: "x",
    shown: "Reasoning:\nabc\n\nFinal answer:\nx",
  },
  {
    what: "reasoning can begin after the answer",
    lines: [delta("x"), thinking("a")],
    answer: "x",
    shown: "Final answer:\nx\n\nReasoning:\na",
  },
  {
    what: "the result is the answer when nothing else is",
    lines: [result("\nR\n")],
    answer: "R\n",
    shown: "Final answer:\nR\n",
  },
  {
    what: "an empty delta does not hide what follows",
    lines: [delta(""), assistant(text("x"))],
    answer: "x",
    shown: "Final answer:\nx",
  },
  ...[
    { message: { content: "x" } },
    { delta: "x" },
    { output_text: "x", content: "no" },
    { content: "x", text: "no" },
    { text: "x", choices: [{ text: "no" }] },
    { choices: [{ text: "x" }] },
    { choices: [{ delta: { content: "x" } }] },
    { delta: [{ text: "x" }] },
    { content: [{ text: "x" }] },
  ].map((line) => ({
    what: `text of ${JSON.stringify(line)}`,
    lines: [line, { text: "later" }],
    answer: "x",
    shown: "Final answer:\nx",
  })),
  {
    what: "lines that are no JSON are the answer of last resort",
    lines: ["plain", "", "  two "],
    answer: "plain\n  two \n",
    shown: "Final answer:\nplain\n  two \n",
  },
  {
    what: "lines that are no JSON are shown beside a real answer",
    lines: ["Warning!", result("R")],
    answer: "R",
    shown: "Final answer:\nWarning!\nR",
  },
  {
    what: "JSON that is no object is plain text",
    lines: ["42", "[1]", "null"],
    answer: "42\n[1]\nnull\n",
    shown: "Final answer:\n42\n[1]\nnull\n",
  },
  {
    what: "half a JSON at the end does not hide the answer",
    lines: [delta("x"), '{"type":"resu'],
    answer: "x",
    shown: 'Final answer:\nx{"type":"resu\n',
  },
  {
    what: "lines without text say nothing",
    lines: [
      { type: "system", subtype: "init" },
      event({ type: "input_json_delta", partial_json: "{}" }),
      { type: "result", result: 7 },
      { type: "assistant" },
    ],
    answer: "",
    shown: "",
  },
  { what: "nothing at all", lines: [], answer: "", shown: "" },
];

for (const { what, lines, answer, shown } of rows) {
  test(what, () => {
    const bytes = transcriptOf(lines);
    assert.deepEqual(hear([bytes]), { answer, shown });
    assert.deepEqual(hear([bytes.subarray(0, -1)]), { answer, shown }, "without the last line end");
  });
}

test("any chunking gives the same answer and transcript", () => {
  const words = fc.string({ unit: fc.constantFrom("a", "é", "😀", "\n", "\\", '"', "{", "\u2028") });
  const line = fc.oneof(
    words.map(delta),
    words.map(thinking),
    words.map((word) => assistant(thought(word), text(word))),
    words.map(result),
    words,
  );
  const cuts = fc.array(fc.nat(400), { maxLength: 30 });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), cuts, (lines, cuts) => {
      const bytes = transcriptOf(lines);
      assert.deepEqual(hear(split(bytes, cuts)), hear([bytes]));
    }),
  );
});

test("lines of stdout and stderr do not tear each other", () => {
  const bytes = transcriptOf([delta("out")]);
  const { stream, shown } = listener();
  stream.out(bytes.subarray(0, 20));
  stream.err(Buffer.from("oops\n"));
  stream.out(bytes.subarray(20));
  assert.equal(stream.finish(), "out");
  assert.equal(shown(), "Final answer:\noops\nout");
});

test("bytes that are no UTF-8 become replacement characters", () => {
  const { stream } = listener();
  stream.out(Buffer.from('{"text":"a\xff"}\n', "latin1"));
  assert.equal(stream.finish(), "a\ufffd");
});

test("an answer beyond the limit is told, a transcript beyond it is not", () => {
  const bytes = (lines: readonly object[]) => transcriptOf(lines);
  const long = listener(10);
  long.stream.out(bytes([delta("123456"), delta("78901")]));
  assert.ok(long.stream.over);
  const chatty = listener(10);
  chatty.stream.out(
    bytes([{ type: "user", message: { content: [text("x".repeat(100))] } }, thinking("y".repeat(100))]),
  );
  chatty.stream.out(Buffer.from(`${"plain ".repeat(10)}\n`));
  chatty.stream.out(bytes([delta("short")]));
  assert.equal(chatty.stream.finish(), "short");
  assert.ok(!chatty.stream.over);
  const plain = listener(10);
  plain.stream.out(Buffer.from("longer than ten\n"));
  plain.stream.finish();
  assert.ok(plain.stream.over);
});

function transcriptOf(lines: readonly (object | string)[]): Buffer {
  return Buffer.from(
    lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""),
  );
}

function split(bytes: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const borders = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
  return borders.slice(1).map((end, index) => bytes.subarray(borders[index], end));
}

function hear(chunks: readonly Buffer[]): { answer: string; shown: string } {
  const { stream, shown } = listener();
  for (const chunk of chunks) stream.out(chunk);
  return { answer: stream.finish(), shown: shown() };
}

function listener(limit = 1000) {
  let written = "";
  const transcript = new Transcript({
    out: (text) => {
      written += text;
    },
    err: () => {},
  });
  return { stream: new StreamJson(transcript, limit), shown: () => written };
}

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Processes } from "../processes/index.ts";
import type { PromptResult } from "./agent.ts";
import { createAsk } from "./ask.ts";
import { agentSettings } from "./settings.ts";
import { askStandIn, type Question, type Reply } from "./stand-in.ts";

const claude = { JAIPH_AGENT_BACKEND: "claude" };
const mine = { JAIPH_AGENT_COMMAND: "my-agent --fast" };

/** The same stand-in behind each backend that runs a process. */
const ways = {
  cursor: (script: string): Question => ({ agent: [script, "cursor-agent"] }),
  claude: (script: string): Question => ({ agent: [script, "claude"], env: claude }),
  command: (script: string): Question => ({ agent: [script, "my-agent"], env: mine }),
};

test("cursor gets the prompt as its last argument and no stdin", async () => {
  const flags = { JAIPH_AGENT_MODEL: "m 1", JAIPH_AGENT_CURSOR_FLAGS: "--force  -x" };
  const question = { ...ways.cursor("tells-what-it-got.mjs"), text: "two\nlines", env: flags };
  const reply = await askStandIn(question);
  const argv = ["--print", "--output-format", "stream-json", "--stream-partial-output"];
  argv.push("--workspace", reply.workspace, "--model", "m 1", "--trust", reply.workspace);
  assert.deepEqual(got(reply), {
    argv: [...argv, "--force", "-x", "two\nlines"],
    stdin: "",
    cwd: reply.workspace,
    env: reply.env,
  });
});

test("claude gets the prompt on stdin", async () => {
  const text = "é".repeat(500_000);
  const reply = await askStandIn({ ...ways.claude("tells-what-it-got.mjs"), text });
  assert.deepEqual(got(reply), {
    argv: ["-p", "--verbose", "--output-format", "stream-json", "--include-partial-messages"],
    stdin: text,
    cwd: reply.workspace,
    env: reply.env,
  });
});

test("claude's own flags win over the model", async () => {
  const model = { JAIPH_AGENT_MODEL: "m1" };
  for (const [flags, end] of [
    ["", ["--model", "m1"]],
    ["--model m2", ["--model", "m2"]],
    ["--verbose", ["--model", "m1", "--verbose"]],
  ] as const) {
    const env = { ...claude, ...model, JAIPH_AGENT_CLAUDE_FLAGS: flags };
    const reply = await askStandIn({ ...ways.claude("tells-what-it-got.mjs"), env });
    assert.deepEqual(got(reply).argv.slice(5), end);
  }
});

test("a custom command gets the prompt on stdin and its words, nothing else", async () => {
  const reply = await askStandIn({ ...ways.command("tells-what-it-got.mjs"), text: "hi" });
  assert.ok(reply.result.ok);
  const { argv, stdin } = JSON.parse(JSON.parse(reply.result.answer).result);
  assert.deepEqual({ argv, stdin }, { argv: ["--fast"], stdin: "hi" });
});

test("a whole transcript", async () => {
  const { result, out, err, workspace } = await askStandIn({
    ...ways.cursor("streams-json.sh"),
    text: "Say\nhi",
  });
  assert.deepEqual(result, { ok: true, answer: "Grüße, world" });
  const place = workspace.replace(" ", "\\ ");
  const line = `cursor-agent --print --output-format stream-json --stream-partial-output --workspace ${place} --trust ${place} $'Say\\nhi'`;
  const said = "Reasoning:\nLet me see\n\nFinal answer:\nGrüße, world\n";
  assert.equal(out, `Command:\n${line}\n\nPrompt:\nSay\nhi\n\n${said}\n`);
  assert.equal(err, "");
});

const commandLines: readonly [way: keyof typeof ways, line: string][] = [
  ["claude", "claude -p --verbose --output-format stream-json --include-partial-messages"],
  ["command", "my-agent --fast"],
];

for (const [way, line] of commandLines) {
  test(`the transcript of ${way} shows the prompt as a pipe`, async () => {
    const { out } = await askStandIn(ways[way]("says-nothing.sh"));
    assert.equal(out, `Command:\nprintf %s Say\\ hi | ${line}\n\nPrompt:\nSay hi\n\n\n`);
  });
}

const answers: readonly [way: keyof typeof ways, script: string, answer: string][] = [
  ["claude", "streams-json.sh", "Grüße, world\n"],
  ["claude", "answers-on-stderr.sh", "over here"],
  ["cursor", "answers-on-stderr.sh", ""],
  ["cursor", "says-nothing.sh", ""],
  ["cursor", "exits-without-reading.sh", "no need to ask"],
  ["claude", "exits-without-reading.sh", "no need to ask"],
  ["command", "exits-without-reading.sh", '{"type":"result","result":"no need to ask"}'],
  ["cursor", "floods.sh", "at last"],
];

for (const [way, script, answer] of answers) {
  test(`${way}, ${script}: the answer is ${JSON.stringify(answer)}`, async () => {
    const text = way === "cursor" ? "hi" : "long prompt ".repeat(100_000);
    const { result } = await askStandIn({ ...ways[way](script), text });
    assert.deepEqual(result, { ok: true, answer });
  });
}

test("garbage does not end in an exception, and an escape sequence stays what it is", async () => {
  for (const [way, question] of Object.entries(ways)) {
    const { result, err } = await askStandIn(question("garbage.sh"));
    assert.ok(result.ok && result.answer.includes('{"type":"result","result":"the answ'), way);
    assert.equal(err, "half\ufffd");
  }
});

const failures: readonly [way: keyof typeof ways, script: string, status: number, error: string][] = [
  ["cursor", "fails.sh", 7, "rate limit reached, try again at 12:00"],
  ["claude", "fails.sh", 7, "rate limit reached, try again at 12:00"],
  ["command", "fails.sh", 7, "rate limit reached, try again at 12:00"],
  ["command", "fails-silently.sh", 3, "prompt failed"],
  ["cursor", "crashes.sh", 139, "prompt failed (SIGSEGV)"],
];

for (const [way, script, status, error] of failures) {
  test(`${way}, ${script}: status ${status}, ${error}`, async () => {
    const { result, out, err } = await askStandIn(ways[way](script));
    assert.deepEqual(result, { ok: false, status, error, reason: "transport" });
    assert.ok(out.endsWith("\n\n") || out.endsWith("Well, \n") || way !== "cursor");
    assert.equal(err.trim(), error.startsWith("prompt failed") ? "" : error);
  });
}

test("a long stderr is kept whole, and its end is the error", async () => {
  const { result, err } = await askStandIn(ways.command("floods-stderr.sh"));
  assert.ok(!result.ok && result.error.endsWith("still complaining\nthe reason"));
  assert.ok(result.error.length <= 64 * 1024);
  assert.equal(err.length, 300_000 * "still complaining\n".length + "the reason\n".length);
});

const unusable: readonly [what: string, env: Readonly<Record<string, string>>, error: RegExp][] = [
  [
    "claude is missing",
    { ...claude, PATH: "/nowhere" },
    /^jaiph: agent\.backend is "claude" but the Claude CLI \(claude\) was not found in PATH\. Install the Anthropic Claude CLI or set agent\.backend = "cursor" \(or JAIPH_AGENT_BACKEND=cursor\)\.$/,
  ],
  ["cursor-agent is missing", { PATH: "/nowhere" }, /^jaiph: failed to start cursor-agent: .*ENOENT/],
  [
    "the command is missing",
    { JAIPH_AGENT_COMMAND: "/no/such x" },
    /^jaiph: failed to start \/no\/such: .*ENOENT/,
  ],
  ["the command is a directory", { JAIPH_AGENT_COMMAND: "/tmp" }, /^jaiph: failed to start \/tmp: .*EACCES/],
];

for (const [what, env, error] of unusable) {
  test(`${what}: no retry would help`, async () => {
    const { result, err } = await askStandIn({ env });
    assert.ok(!result.ok);
    assert.deepEqual({ status: result.status, reason: result.reason }, { status: 1, reason: "setup" });
    assert.match(result.error, error);
    assert.equal(err, `${result.error}\n`);
  });
}

test("a prompt that cannot be an argument fails by name", async () => {
  for (const [text, why] of [
    ["x".repeat(3_000_000), /E2BIG/],
    ["a\0b", /NUL character/],
  ] as const) {
    const { result } = await askStandIn({ ...ways.cursor("says-nothing.sh"), text });
    assert.ok(!result.ok && result.reason === "setup");
    assert.match(result.error, /^jaiph: failed to start cursor-agent: /);
    assert.match(result.error, why);
  }
});

test("a working directory that is gone is not mistaken for a missing agent", async () => {
  const env = { PATH: process.env["PATH"] ?? "", JAIPH_AGENT_COMMAND: "cat" };
  const request = { text: "", settings: agentSettings(env), workspace: "/", cwd: "/no/such/place", env };
  const ask = createAsk(new Processes());
  const result = await ask(request, { out: () => {}, err: () => {} }, new AbortController().signal);
  assert.ok(!result.ok);
  assert.equal(result.error, "jaiph: failed to start cat: no directory /no/such/place");
});

test("an answer beyond the capture limit fails the prompt and ends the agent", async () => {
  const { result } = await askStandIn({ ...ways.command("never-stops-talking.sh"), captureLimit: 100_000 });
  assert.deepEqual(result, tooLong(100_000));
  const short = await askStandIn({ ...ways.cursor("streams-json.sh"), captureLimit: 5 });
  assert.deepEqual(short.result, tooLong(5));
});

test("what the listener throws comes back, and the agent is ended", async () => {
  const heard = (text: string) => {
    if (text.includes("another")) throw new Error("disk full");
  };
  await assert.rejects(askStandIn({ ...ways.command("never-stops-talking.sh"), heard }), /disk full/);
});

test("the last answer is kept in JAIPH_PROMPT_FINAL_FILE", async () => {
  const env = { JAIPH_PROMPT_FINAL_FILE: "final.txt" };
  await askStandIn({ ...ways.cursor("streams-json.sh"), env }, ({ workspace }) => {
    assert.equal(readFileSync(join(workspace, "final.txt"), "utf8"), "Grüße, world");
  });
  await askStandIn({ ...ways.cursor("fails.sh"), env }, ({ workspace }) => {
    assert.ok(!existsSync(join(workspace, "final.txt")));
  });
  const lost = await askStandIn({
    ...ways.cursor("streams-json.sh"),
    env: { JAIPH_PROMPT_FINAL_FILE: "/no/such/dir/final.txt" },
  });
  assert.ok(lost.result.ok);
  assert.match(lost.err, /^jaiph: cannot write JAIPH_PROMPT_FINAL_FILE: .*ENOENT/);
});

test("claude keeps its sessions in its own directory", async () => {
  await askStandIn(ways.claude("tells-what-it-got.mjs"), (reply) => {
    assert.deepEqual(got(reply).env, reply.env);
    assert.ok(existsSync(join(reply.workspace, ".claude/session-env")));
    assert.equal(reply.err, "");
  });
});

test("where claude's directory takes no sessions, a copy in the workspace does", async () => {
  const own = mkdtempSync(join(tmpdir(), "jaiph-claude-"));
  writeFileSync(join(own, "settings.json"), "{}");
  writeFileSync(join(own, "session-env"), "a file, so that no directory can be made");
  const question = ways.claude("tells-what-it-got.mjs");
  await askStandIn({ ...question, env: { ...claude, CLAUDE_CONFIG_DIR: own } }, (reply) => {
    const copy = join(reply.workspace, ".jaiph/claude-config");
    assert.equal(reply.err, `jaiph: warning: Claude cannot keep its sessions in ${own}; using ${copy}\n`);
    assert.deepEqual(got(reply).env, { ...reply.env, CLAUDE_CONFIG_DIR: copy });
    assert.deepEqual(readdirSync(copy).sort(), [".gitignore", "session-env", "settings.json"]);
    assert.equal(statSync(copy).mode & 0o777, 0o700);
  });
  rmSync(own, { recursive: true });
});

test("claude is still asked when no place takes its sessions", async () => {
  const env = { ...claude, CLAUDE_CONFIG_DIR: "/dev/null" };
  const agent = ways.claude("tells-what-it-got.mjs");
  const inTheWay = (workspace: string) => writeFileSync(join(workspace, ".jaiph"), "");
  const reply = await askStandIn({ ...agent, env, prepare: inTheWay });
  const copy = join(reply.workspace, ".jaiph/claude-config");
  assert.equal(
    reply.err,
    `jaiph: warning: Claude can keep its sessions neither in /dev/null nor in ${copy}\n`,
  );
  assert.deepEqual(got(reply).env, reply.env);
});

/** What an agent was given, but for the mark of its process. */
function got({ result }: Reply): { argv: string[]; stdin: string; cwd: string; env: Record<string, string> } {
  assert.ok(result.ok, JSON.stringify(result));
  const told = JSON.parse(result.answer);
  delete told.env.JAIPH_STEP_MARK;
  return told;
}

function tooLong(limit: number): PromptResult {
  const error = `jaiph: the answer is longer than the capture limit of ${limit} bytes (JAIPH_CAPTURE_LIMIT)`;
  return { ok: false, status: 1, error, reason: "setup" };
}

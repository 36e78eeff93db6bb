import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask, PromptRequest, PromptResult } from "../agents/index.ts";
import { logs, starts, testRuns, withRun } from "./test-run.ts";

/** An agent that writes a transcript, keeps what it was asked, and gives the answers in turn. */
function agent(...answers: readonly (string | PromptResult)[]): Ask & { readonly asked: PromptRequest[] } {
  const asked: PromptRequest[] = [];
  const ask: Ask = async (request, sink) => {
    asked.push(request);
    sink.out(`transcript ${asked.length}\n`);
    const answer = answers[asked.length - 1] ?? "no more answers";
    if (typeof answer !== "string") {
      if (!answer.ok) sink.err(`${answer.error}\n`);
      return answer;
    }
    return { ok: true, answer };
  };
  return Object.assign(ask, { asked });
}

const quota: PromptResult = { ok: false, status: 9, error: "quota used up\n", reason: "transport" };

testRuns([
  [
    "the answer is a value, its layout kept",
    `workflow default() {
  const a = prompt "one"
  log "[\${a}]"
}`,
    { ask: agent("  two\n lines "), logs: ["[  two\n lines ]"] },
  ],
  [
    "a failed prompt fails its body with the status and the words of the backend",
    `workflow asks() { prompt "x" }
workflow default() {
  run asks() catch (e) log "[\${e}]"
  run asks()
}`,
    {
      ask: agent(quota, quota),
      status: 9,
      error: "quota used up",
      logs: ["[transcript 1\nquota used up]"],
    },
  ],
  [
    "a typed answer has its text and its fields",
    `workflow judge(file) {
  const v = prompt "judge \${file}" returns "{ ok: boolean, n: number, s: string }"
  if v.ok == "true" {
    log "\${v.n} \${v.s} \${v_n}"
  }
  log v
  return v.s
}
workflow default() {
  return run judge("f")
}`,
    {
      ask: agent('Well.\n{"ok": true, "n": 4.50, "s": "fine", "more": []}'),
      logs: ["4.5 fine 4.5", '{"ok": true, "n": 4.50, "s": "fine", "more": []}'],
      returns: "fine",
    },
  ],
  [
    "an answer that does not fit fails the body and not the prompt",
    `workflow judge() {
  const v = prompt "?" returns "{ ok: boolean }"
}
workflow default() {
  run judge() catch (e) log "\${e}"
  run judge() catch (e) log "\${e}"
  run judge()
}`,
    {
      ask: agent("no", '{"fine": true}', '{"ok": "yes"}'),
      status: 3,
      error:
        'jaiph: prompt response field "ok" expected boolean, got string\nprompt response failed schema validation',
      logs: [
        "transcript 1\njaiph: prompt response is not valid JSON: Unexpected token 'o', \"no\" is not valid JSON; last line: no\nprompt returned invalid JSON",
        "transcript 2\njaiph: prompt response missing required field: ok\nprompt response failed schema validation",
      ],
    },
  ],
  [
    "retries are steps of their own, announced and only for the way to the agent",
    `workflow default() {
  log "\${run asks()}"
}
workflow asks() {
  const a = prompt "x"
  return a
}`,
    {
      ask: agent(quota, quota, "at last"),
      env: { JAIPH_PROMPT_RETRY_DELAYS: "1,2", JAIPH_AGENT_BACKEND: "claude" },
      story: [
        "+ workflow default",
        "  + workflow asks",
        "    + prompt claude prompt_text=x",
        "    - prompt claude 9",
        "    logerr prompt attempt 1/3 failed (claude): quota used up; retrying in 1ms",
        "    + prompt claude prompt_text=x",
        "    - prompt claude 9",
        "    logerr prompt attempt 2/3 failed (claude): quota used up; retrying in 2ms",
        "    + prompt claude prompt_text=x",
        "    - prompt claude 0",
        "  - workflow asks 0",
        "  log at last",
        "- workflow default 0",
      ],
    },
  ],
  [
    "retries end with the last failure, and a broken setup has none",
    `workflow asks() { prompt "x" }
workflow default() {
  run asks() catch (e) log "caught"
  run asks()
}`,
    {
      ask: agent(quota, quota, { ...quota, reason: "setup" }),
      env: { JAIPH_PROMPT_RETRY_DELAYS: "1" },
      status: 9,
      logs: [
        "prompt attempt 1/2 failed (cursor): quota used up; retrying in 1ms",
        "prompt attempt 2/2 failed (cursor): quota used up; retries exhausted, failing step",
        "caught",
      ],
    },
  ],
  [
    "a list of delays that is none fails the prompt",
    `workflow default() { prompt "x" }`,
    {
      env: { JAIPH_PROMPT_RETRY_DELAYS: "1,soon" },
      status: 1,
      error:
        'prompt retry config invalid: JAIPH_PROMPT_RETRY_DELAYS has "soon", which is no number of milliseconds',
    },
  ],
]);

test("a prompt is sent with the effective settings, its schema behind its text", () => {
  const ask = agent('{"a": "x"}');
  const source = `config {
  agent.command = "./my-agent.sh --fast"
  agent.default_model = "m"
}
workflow default(name) {
  const a = prompt "Hello \${name}" returns "{ a: string }"
}`;
  return withRun(source, { ask, args: ["Ann"] }, ({ workspace }) => {
    const [request] = ask.asked;
    assert.equal(
      request?.text,
      'Hello Ann\n\nRespond with exactly one line of valid JSON (no markdown, no explanation) matching this schema: {"a":"string"}',
    );
    assert.deepEqual(request?.settings, {
      backend: "cursor",
      command: ["./my-agent.sh", "--fast"],
      model: "m",
      trustedWorkspace: workspace,
      cursorFlags: [],
      claudeFlags: [],
    });
    assert.deepEqual([request?.workspace, request?.cwd], [workspace, workspace]);
    assert.equal(request?.env["JAIPH_AGENT_MODEL"], "m");
  });
});

test("a preview ends between two characters", () =>
  withRun(
    `workflow default(text) { prompt "\${text}" }`,
    { ask: agent("fine"), args: [`${"a".repeat(119)}😀`] },
    ({ events }) => {
      const previews = events.flatMap((event) => (event.type === "PROMPT_START" ? [event.preview] : []));
      assert.deepEqual(previews, ["a".repeat(119)]);
    },
  ));

test("the events of a prompt frame it, and its params are its text, its variables and the parameters", () =>
  withRun(
    `const TASK = "task"
workflow asks(who, unused, empty) {
  const local = "l"
  prompt """
    \${who}  does \${TASK}
    \${local} \${who} \${empty}
  """
}
workflow default() { run asks("Ann", "u", "") }`,
    { ask: agent("fine"), env: { JAIPH_AGENT_BACKEND: "codex" } },
    ({ events, read }) => {
      assert.deepEqual(starts(events)[2]?.params, [
        ["prompt_text", "Ann does task l Ann"],
        ["who", "Ann"],
        ["TASK", "task"],
        ["local", "l"],
        ["unused", "u"],
      ]);
      const shown = events.slice(3, -3).map((event) => {
        if (!("step_id" in event))
          return `${event.type} ${"id" in event ? event.id.split(":").slice(2).join(":") : ""}`;
        const { type, step_id, step_name, depth, backend, model, model_reason, status, preview } = event;
        return [
          type,
          step_id?.split(":")[2],
          step_name,
          depth,
          backend,
          model,
          model_reason,
          status,
          preview,
        ].join(" ");
      });
      assert.deepEqual(shown, [
        "STEP_START prompt:1",
        "PROMPT_START 2 asks 2 codex  backend-default  Ann  does task\nl Ann ",
        "STEP_END prompt:1",
        "PROMPT_END 2 asks 2 codex  backend-default 0 ",
      ]);
      assert.equal(read("000003-main__prompt.out"), "transcript 1\n");
      assert.equal(read("000002-main__asks.out"), "transcript 1\n");
      assert.deepEqual(logs(events), []);
    },
  ));

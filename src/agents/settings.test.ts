import assert from "node:assert/strict";
import { test } from "node:test";
import { agentSettings, chooseModel, displayName, route } from "./settings.ts";

type Env = Readonly<Record<string, string>>;

test("settings come from the effective environment, with defaults for what is absent or empty", () => {
  assert.deepEqual(
    agentSettings({ JAIPH_WORKSPACE: "/w", JAIPH_AGENT_COMMAND: " ", JAIPH_AGENT_MODEL: "" }),
    {
      backend: "cursor",
      command: ["cursor-agent"],
      model: undefined,
      trustedWorkspace: "/w",
      cursorFlags: [],
      claudeFlags: [],
    },
  );
  const env = {
    JAIPH_AGENT_BACKEND: "claude",
    JAIPH_AGENT_COMMAND: " my  agent\t--fast ",
    JAIPH_AGENT_MODEL: "m1",
    JAIPH_AGENT_TRUSTED_WORKSPACE: "/t",
    JAIPH_AGENT_CURSOR_FLAGS: "--a 'b c'",
    JAIPH_AGENT_CLAUDE_FLAGS: "--d",
  };
  assert.deepEqual(agentSettings(env), {
    backend: "claude",
    command: ["my", "agent", "--fast"],
    model: "m1",
    trustedWorkspace: "/t",
    cursorFlags: ["--a", "'b", "c'"],
    claudeFlags: ["--d"],
  });
});

const shown: readonly [env: Env, name: string, way: string][] = [
  [{}, "cursor", "cursor"],
  [{ JAIPH_AGENT_BACKEND: "gemini" }, "cursor", "cursor"],
  [{ JAIPH_AGENT_COMMAND: "/opt/bin/cursor-agent --x" }, "cursor", "cursor"],
  [{ JAIPH_AGENT_COMMAND: "./tools/my-agent.sh --x" }, "my-agent.sh", "command"],
  [{ JAIPH_AGENT_COMMAND: "my-agent.sh", JAIPH_AGENT_BACKEND: "claude" }, "claude", "claude"],
  [{ JAIPH_AGENT_BACKEND: "codex" }, "codex", "codex"],
];

for (const [env, name, way] of shown) {
  test(`${JSON.stringify(env)} is shown as ${name}`, () => {
    assert.equal(displayName(agentSettings(env)), name);
    assert.equal(route(agentSettings(env)), way);
  });
}

const models: readonly [env: Env, model: string | null, reason: string][] = [
  [{}, null, "backend-default"],
  [{ JAIPH_AGENT_MODEL: "a", JAIPH_AGENT_CURSOR_FLAGS: "--model b" }, "a", "explicit"],
  [{ JAIPH_AGENT_CURSOR_FLAGS: "--x --model b" }, "b", "flags"],
  [{ JAIPH_AGENT_CURSOR_FLAGS: "--model=b" }, "b", "flags"],
  [{ JAIPH_AGENT_CURSOR_FLAGS: "--model" }, null, "backend-default"],
  [{ JAIPH_AGENT_CURSOR_FLAGS: "--model b", JAIPH_AGENT_BACKEND: "claude" }, null, "backend-default"],
  [{ JAIPH_AGENT_CLAUDE_FLAGS: "--model c", JAIPH_AGENT_BACKEND: "claude" }, "c", "flags"],
  [{ JAIPH_AGENT_CLAUDE_FLAGS: "--model c", JAIPH_AGENT_BACKEND: "codex" }, null, "backend-default"],
  [{ JAIPH_AGENT_MODEL: "d", JAIPH_AGENT_BACKEND: "codex" }, "d", "explicit"],
];

for (const [env, model, reason] of models) {
  test(`${JSON.stringify(env)} chooses ${model}`, () => {
    assert.deepEqual(chooseModel(agentSettings(env)), { model, reason });
  });
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { launchEnvironment } from "./index.ts";
import { testRuns } from "./test-run.ts";
import { TestingHost } from "./testing-host.ts";

const show =
  'script show = `echo "$(printenv JAIPH_AGENT_BACKEND || echo unset) $(printenv JAIPH_AGENT_MODEL || echo unset)"`';
const lib = {
  "lib.jh": `config {
  agent.backend = "codex"
  agent.default_model = "lib"
}
${show}
workflow work() {
  config { agent.default_model = "lib workflow" }
  log "work \${run show()}"
}
rule check() { log "check \${run show()}" }`,
};

testRuns([
  [
    "a workflow's config is on top of the module's, for its callees too, and ends with it",
    `config {
  agent.backend = "claude"
  agent.default_model = "module"
}
${show}
workflow plain() { log "plain \${run show()}" }
workflow special() {
  config { agent.default_model = "special" }
  log "special \${run show()}"
  run plain()
}
workflow default() {
  log "\${run show()}"
  run special()
  run plain()
}`,
    {
      logs: ["claude module", "special claude special", "plain claude special", "plain claude module"],
    },
  ],
  [
    "a workflow of another file keeps the caller's settings, a rule of another file brings its own",
    `import "./lib" as lib
config { agent.default_model = "main" }
workflow default() {
  run lib.work()
  ensure lib.check()
  run lib.work()
}`,
    { files: lib, logs: ["work unset main", "check codex lib", "work unset main"] },
  ],
  [
    "a variable that is set, even to nothing, is locked for the whole run",
    `import "./lib" as lib
config {
  agent.backend = "claude"
  agent.default_model = "module"
}
${show}
workflow default() {
  config { agent.default_model = "default" }
  log "\${run show()}"
  ensure lib.check()
}`,
    {
      files: lib,
      env: { JAIPH_AGENT_MODEL: "", JAIPH_AGENT_BACKEND: "cursor" },
      logs: ["cursor", "check cursor"],
    },
  ],
  [
    "a receiver of another file runs under the settings of the entry workflow",
    `import "./lib" as lib
channel news -> lib.hear
config { agent.default_model = "main" }
workflow default() {
  news <- "x"
}`,
    {
      files: {
        "lib.jh": `config { agent.default_model = "lib" }
workflow hear(a, b, c) { log run \`echo "$JAIPH_AGENT_MODEL"\`() }`,
      },
      logs: ["main"],
    },
  ],
  [
    "values may be made of constants and the environment; booleans are words",
    `const MODEL = "small"
config {
  agent.default_model = MODEL
  agent.claude_flags = "--dir \${HOME}/x"
  run.debug = true
}
workflow default() {
  log run \`echo "$JAIPH_AGENT_MODEL $JAIPH_AGENT_CLAUDE_FLAGS $JAIPH_DEBUG"\`()
}`,
    { env: { HOME: "/h" }, logs: ["small --dir /h/x true"] },
  ],
]);

test("the environment at launch: inherited leftovers are gone, settings are locked, the rest is kept", async () => {
  const host = new TestingHost();
  try {
    host.write({
      "main.jh": `config {
  agent.trusted_workspace = "sub"
  run.logs_dir = "logs"
  runtime.docker_image = "i"
  runtime.docker_timeout = 5
}
workflow default() {
}`,
    });
    const program = await host.compile();
    assert.ok(!("length" in program));
    const callerEnv = {
      OWN: "kept",
      BASH_ENV: "gone",
      JAIPH_RUN_DIR: "gone",
      JAIPH_META_FILE: "gone",
      JAIPH_WORKSPACE: "replaced",
      JAIPH_DEBUG: "",
      JAIPH_AGENT_MODEL_LOCKED: "1",
      JAIPH_DOCKER_TIMEOUT: "9",
    };
    assert.deepEqual(launchEnvironment({ program, callerEnv, scriptsDir: "/s" }), {
      OWN: "kept",
      JAIPH_WORKSPACE: host.workspace,
      JAIPH_SOURCE_FILE: "main.jh",
      JAIPH_SOURCE_ABS: `${host.workspace}/main.jh`,
      JAIPH_SCRIPTS: "/s",
      JAIPH_DEBUG: "",
      JAIPH_DEBUG_LOCKED: "1",
      JAIPH_DOCKER_IMAGE: "i",
      JAIPH_DOCKER_TIMEOUT: "9",
      JAIPH_AGENT_TRUSTED_WORKSPACE: `${host.workspace}/sub`,
      JAIPH_RUNS_DIR: "logs",
    });
  } finally {
    host.remove();
  }
});

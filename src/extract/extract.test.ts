import assert from "node:assert/strict";
import { test } from "node:test";
import { extracted, fileNamed } from "./testing-program.ts";

const bash = (body: string) => `#!/usr/bin/env bash
set -euo pipefail
__jaiph_script() { :
${body}
}
__jaiph_script "$@"
`;

const fence = (tag: string, body: string) => `\`\`\`${tag}\n${body}\n\`\`\``;

const definitions: [title: string, body: string, content: string][] = [
  ["a backtick body is bash", "`echo hi`", bash("echo hi")],
  ["backslash n stays in a definition", "`printf 'a\\nb'`", bash("printf 'a\\nb'")],
  [
    "lines are not re-indented",
    fence("", "  if true; then\n\techo hi\n  fi"),
    bash("  if true; then\n\techo hi\n  fi"),
  ],
  ["bash as a tag", fence("bash", "echo hi"), bash("echo hi")],
  ["an empty body", fence("", ""), bash("")],
  ["a backslash at the end", fence("", "echo a \\"), bash("echo a \\\n")],
  ["another tag", fence("python3", "print(1)\n"), "#!/usr/bin/env python3\nprint(1)\n\n"],
  ["sh is not wrapped", fence("sh", "echo hi"), "#!/usr/bin/env sh\necho hi\n"],
  [
    "an own shebang, trimmed",
    fence("", "  #!/usr/bin/env -S perl -w  \nprint 1"),
    "#!/usr/bin/env -S perl -w\nprint 1\n",
  ],
  [
    "an own bash shebang",
    fence("", "#!/bin/bash\nreturn 3"),
    bash("return 3").replace("/usr/bin/env bash", "/bin/bash"),
  ],
  [
    "an own bash shebang with options",
    fence("", "#!/usr/bin/env bash -x\ntrue"),
    bash("true").replace("env bash", "env bash -x"),
  ],
  ["a shell whose name starts like bash", fence("", "#!/bin/bashful\ntrue"), "#!/bin/bashful\ntrue\n"],
  [
    "a bare return says its status",
    fence("", "f() {\n  return\n}\nreturn"),
    bash("f() {\n  return $?\n}\nreturn $?"),
  ],
  [
    "spaces around =",
    fence("", "local a = 1\n export B  =  2\nreadonly C = $a"),
    bash("local a=1\n export B=2\nreadonly C=$a"),
  ],
  [
    "what bash accepts stays",
    fence("", "local a= b=1\nA = 1\nreturn 1"),
    bash("local a= b=1\nA = 1\nreturn 1"),
  ],
  [
    "data in here-documents and quotes stays",
    fence("", "cat <<'END'\nreturn\nEND\nawk '\n  return\n'\nreturn"),
    bash("cat <<'END'\nreturn\nEND\nawk '\n  return\n'\nreturn $?"),
  ],
  [
    "other languages are not normalised",
    fence("python3", "def f():\n  return"),
    "#!/usr/bin/env python3\ndef f():\n  return\n",
  ],
];

for (const [title, body, content] of definitions)
  test(`definition: ${title}`, async () => {
    const scripts = await extracted(`script tool = ${body}\n`);
    assert.deepEqual(
      scripts.files.map(({ fileName, stepName, content }) => ({ fileName, stepName, content })),
      [{ fileName: "tool", stepName: "tool", content }],
    );
  });

const inline: [title: string, script: string, name: string, content: string][] = [
  ["backticks", "`echo inline $1`()", "__inline_98169f30b584", bash("echo inline $1")],
  ["with arguments", '`[ "$1" -le "$2" ]`(n, n)', "__inline_de23bb2b8dab", bash('[ "$1" -le "$2" ]')],
  ["backslash n is a line break", "`echo a\\necho b`()", "__inline_9db2e1171d93", bash("echo a\necho b")],
  [
    "backslash n stays in a fence",
    `${fence("", "printf 'a\\nb'")}()`,
    "__inline_303193c43ac4",
    bash("printf 'a\\nb'"),
  ],
  [
    "a tag counts for the name",
    `${fence("node", "1")}()`,
    "__inline_45ca3533a6d2",
    "#!/usr/bin/env node\n1\n",
  ],
  ["not normalised", `${fence("", "return")}()`, "__inline_7187f0675eb3", bash("return")],
];

for (const [title, script, name, content] of inline)
  test(`inline: ${title}`, async () => {
    const scripts = await extracted(`workflow default(n) {\n  run ${script}\n}\n`);
    assert.deepEqual(
      scripts.files.map(({ fileName, stepName, content }) => ({ fileName, stepName, content })),
      [{ fileName: name, stepName: name, content }],
    );
  });

test("inline scripts are found in every position", async () => {
  const scripts = await extracted(`
rule r(a) {
  run \`rule\`()
}
workflow default(a) {
  const c = run \`const\`()
  log run \`log\`()
  run g(run \`argument\`())
  for x in a {
    run \`for\`()
  }
  if a == "" {
    run \`if\`()
  } else if a == "b" {
    run \`elseif\`()
  } else {
    run \`else\`()
  }
  run f() catch (e) {
    run \`catch\`()
  }
  run f() recover (e) run \`recover\`()
  run \`handled\`() catch (e) {
    run f()
  }
  return run \`return\`()
}
workflow f() {
}
workflow g(x) {
}
`);
  const bodies = scripts.files.map(({ origin }) => origin?.body.text);
  assert.deepEqual(bodies, [
    ..."rule const log argument for if elseif else catch recover handled return".split(" "),
  ]);
});

test("each module runs its own script; the entry keeps plain names", async () => {
  const lib = (n: number) => `script tool = \`echo ${n}\`\nscript only${n} = \`true\`\n`;
  const scripts = await extracted(
    'import "a/lib" as a\nimport "b/lib" as b\nimport "my.lib" as m\nscript tool = `echo main`\nscript Tool = `echo Main`\n',
    { "a/lib.jh": lib(1), "b/lib.jh": lib(2), "my.lib.jh": lib(3) },
  );
  const own = scripts.files.map(({ fileName, content }) => [
    fileName,
    /echo (\w+)/.exec(String(content))?.[1],
  ]);
  assert.deepEqual(own, [
    ["tool", "main"],
    ["Tool@2", "Main"],
    ["tool@lib", "1"],
    ["only1", undefined],
    ["tool@lib@2", "2"],
    ["only2", undefined],
    ["tool@my_lib", "3"],
    ["only3", undefined],
  ]);
});

test("equal inline scripts share a step name, not a file", async () => {
  const scripts = await extracted("workflow default() {\n  run `true`()\n  run `true`()\n}\n");
  const [first, second] = scripts.files;
  assert.equal(first?.stepName, second?.stepName);
  assert.equal(second?.fileName, `${first?.fileName}@2`);
  assert.equal(scripts.fileOf.size, 2);
});

test("a name too long for a file is cut and still unique", async () => {
  const name = "n".repeat(300);
  const scripts = await extracted(`script ${name}a = \`true\`\nscript ${name}b = \`true\`\n`);
  assert.deepEqual(
    scripts.files.map(({ fileName }) => fileName.length),
    [120, 122],
  );
  assert.equal(fileNamed(scripts, "n".repeat(120)).stepName, `${name}a`);
});

test("imported scripts are copies", async () => {
  const scripts = await extracted('import script "./count.py" as count\n', { "count.py": "print(1)" });
  assert.deepEqual(scripts.files, [
    { fileName: "count", stepName: "count", content: { copyOf: "/w/count.py" } },
  ]);
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type Cli, cli, executable } from "./support/cli.ts";

const readme = readFileSync("README.md", "utf8");

/** A line that ends in the name of a file, as `name.jh`: and then its text. */
function files(): [string, string][] {
  return [...readme.matchAll(/`([\w./-]+)`:\n\n(````?)jh\n([\s\S]*?)\n\2\n/g)].map(
    ([, name = "", , text = ""]) => [name, `${text}\n`],
  );
}

interface Example {
  readonly command: string;
  readonly output: string;
}

/** The commands of every console block, each with the lines that follow it. */
function examples(): Example[] {
  return [...readme.matchAll(/^```console\n([\s\S]*?)```$/gm)].flatMap(([, block = ""]) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const end = part.indexOf("\n");
        return { command: part.slice(0, end), output: part.slice(end + 1) };
      }),
  );
}

/** A shell that finds `jaiph` where a reader would have it. */
function inTheReadme(): Cli {
  const used = cli().program("sh", "-c");
  const bin = join(used.home, "bin");
  used.file("../home/bin/jaiph", `#!/bin/sh\nexec ${process.execPath} ${executable} "$@"\n`, 0o755);
  return used.env({ PATH: `${bin}:${process.env["PATH"]}` });
}

test("every command of the README prints what the README says", () => {
  const used = inTheReadme();
  for (const [name, text] of files()) used.file(name, text);
  const told = examples().filter(({ command }) => !command.startsWith("npm "));
  assert.ok(told.length > 0);
  for (const { command, output } of told) {
    const { stdout, stderr } = used.run(`${command} 2>&1`);
    const plain = used
      .plain(stdout + stderr)
      .replaceAll("<dir>", "/home/ann")
      .replaceAll("<t>", "T");
    assert.equal(plain.trimEnd(), used.plain(output).replaceAll("<t>", "T").trimEnd(), command);
  }
});

test("the commands of the table work", () => {
  const commands = [...readme.matchAll(/^\| `((?:jaiph|chmod) [^`]+)` \|/gm)].map(
    ([, command = ""]) => command,
  );
  assert.ok(commands.length > 3);
  const used = inTheReadme();
  for (const [name, text] of files()) if (name === "hello.jh") used.file(name, text);
  for (const command of commands) assert.equal(used.run(command).code, 0, command);
});

test("the long example has no mistake", () => {
  const [, source = ""] = /^## What a workflow can say\n\n````jh\n([\s\S]*?)\n````$/m.exec(readme) ?? [];
  const notes = "export workflow write(tag) {\n}\n\nexport workflow announce(host) {\n}\n";
  cli()
    .file("a.jh", `${source}\n`)
    .file("release/notes.jh", notes)
    .run("compile", "a.jh")
    .expect({ code: 0 });
});

test("every npm command of the documents exists", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  for (const path of ["README.md", "CONTRIBUTING.md"])
    for (const [, name = ""] of readFileSync(path, "utf8").matchAll(
      /npm (?:run )?(start|test|(?<=run )[\w:]+)/g,
    ))
      assert.ok(name in scripts, `${path}: npm run ${name}`);
});

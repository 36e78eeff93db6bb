import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { cli, temporaryDirectory } from "./support/cli.ts";

const program = "#!/usr/bin/env jaiph\n\nworkflow default(name) {\n  log name\n}\n";

/** Without the network: an installed package must need nothing that is not in it or beside it. */
function install(...flags: string[]): string {
  const prefix = temporaryDirectory();
  const words = [
    "install",
    "--global",
    "--prefix",
    prefix,
    "--offline",
    "--no-audit",
    "--no-fund",
    ...flags,
    ".",
  ];
  const { status, stderr } = spawnSync("npm", words, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return join(prefix, "bin");
}

test("a linked installation runs programs by their shebang", () => {
  const bin = install();
  const used = cli().file("hello.jh", program, 0o755);
  used.env({ PATH: `${bin}:${process.env["PATH"]}` });
  used
    .program("./hello.jh")
    .run("world")
    .expect({ code: 0, stdout: /ℹ world\n/ });
  used
    .program("jaiph")
    .run("hello.jh", "you")
    .expect({ code: 0, stdout: /ℹ you\n/ });
  used.program("scripthut").run().expect({ code: 1, stderr: "error: scripthut is not built yet\n" });
});

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cli, executable, temporaryDirectory } from "./support/cli.ts";

const chatty = `script much = \`head -c 3000000 /dev/zero\`

workflow default() {
  log "begin"
  run much()
  log "not reached on a full disk"
}
`;

const isRoot = process.getuid?.() === 0;

test("a place for runs that cannot be made is one clear line", () => {
  const rows: [string, RegExp][] = [
    ["file", /^error: cannot create run directory <dir>\/file\/[^\n]+: not a directory\n$/],
    [
      "/proc/nowhere",
      /^error: cannot create run directory \/proc\/nowhere\/[^\n]+: no such file or directory\n$/,
    ],
  ];
  for (const [place, stderr] of rows) {
    const used = cli().file("a.jh", chatty).file("file", "").env({ JAIPH_RUNS_DIR: place });
    used.run("a.jh").expect({ code: 1, stderr });
    assert.deepEqual(used.leftovers(), []);
  }
});

test("a workspace that may not be written is one clear line", {
  skip: isRoot && "root may write all",
}, () => {
  const used = cli().file("a.jh", chatty);
  spawnSync("chmod", ["555", used.dir]);
  used
    .run("a.jh")
    .expect({ code: 1, stderr: /^error: cannot create run directory [^\n]+: permission denied\n$/ });
  spawnSync("chmod", ["755", used.dir]);
});

test("without a place for temporary files nothing begins", () => {
  cli()
    .file("a.jh", chatty)
    .env({ TMPDIR: "/nowhere" })
    .run("a.jh")
    .expect({ code: 1, stderr: /^error: [^\n]*\/nowhere[^\n]*\n$/ });
});

test("a cache that cannot be written costs nothing but time", () => {
  const used = cli()
    .file("a.jh", 'workflow default() {\n  log "x"\n}\n')
    .env({ XDG_CACHE_HOME: "/dev/null/cache" });
  used.run("a.jh").expect({ code: 0, stdout: /ℹ x\n/ });
});

test("a cache that was damaged is not believed", () => {
  const used = cli().file("a.jh", 'workflow default() {\n  log "x"\n}\n');
  used.run("a.jh");
  const cache = join(used.home, ".cache/jaiph");
  for (const damage of ["", "{", "null", '{"kind":"module"}', "\0\0"]) {
    const { stdout } = spawnSync("find", [cache, "-type", "f"], { encoding: "utf8" });
    const [file = ""] = stdout.split("\n");
    assert.ok(existsSync(file));
    writeFileSync(file, damage);
    used.run("a.jh").expect({ code: 0, stdout: /ℹ x\n/ });
  }
});

/** A file system of `size` bytes; gone again after `use`. */
function onSmallDisk(size: string, use: (place: string) => void): void {
  const place = join(temporaryDirectory(), "small");
  mkdirSync(place);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", place]);
  if (mounted.status !== 0) throw new Error(String(mounted.stderr));
  try {
    use(place);
  } finally {
    spawnSync("umount", [place]);
  }
}

const canMount = isRoot && spawnSync("unshare", ["-m", "true"]).status === 0;

test("a disk that fills up stops the run with a message", {
  skip: !canMount && "needs the right to mount",
}, () => {
  for (const size of ["4k", "16k", "64k", "1m"])
    onSmallDisk(size, (place) => {
      const used = cli().file("a.jh", chatty).env({ JAIPH_RUNS_DIR: place });
      const { code, stdout, stderr } = used.run("a.jh");
      assert.equal(code, 1, `${size}: ${stdout}`);
      assert.ok(!stdout.includes("not reached"), `${size}: ${stdout}`);
      assert.match(stderr, /No space left on device|no space left on device/, size);
      assert.ok(!/\n\s+at /.test(stderr), stderr);
      for (const dir of used.runs(place)) {
        const journal = join(dir, "run_summary.jsonl");
        if (!existsSync(journal)) continue;
        const lines = readFileSync(journal, "utf8").split("\n");
        lines.pop();
        for (const line of lines) JSON.parse(line);
      }
    });
});

test("a journal that has reached its largest size stops the run with the reason, not as if by Ctrl-C", () => {
  const used = cli().file(
    "a.jh",
    'script lines = `seq 1000`\n\nworkflow default() {\n  const all = run lines()\n  for line in all {\n    log "${line}"\n  }\n}\n',
  );
  used
    .program("bash", "-c")
    .run(`ulimit -f 64; "${process.execPath}" "${executable}" run --json a.jh`)
    .expect({
      code: 1,
      stdout: /"status":"failed","exit_code":1,/,
      stderr:
        /^error: cannot write [^\n]+run_summary.jsonl: file too large\nhint: the run was stopped[^\n]+\n$/,
    });
});

test("an answer that cannot be printed is no success", () => {
  cli()
    .file("a.jh", "workflow default() {\n}\n")
    .program("sh", "-c")
    .run(`"${process.execPath}" "${join(process.cwd(), "dist/jaiph.cjs")}" run a.jh > /dev/full`)
    .expect({ code: 1, stderr: /^error: cannot write to standard output: [^\n]+\n$/ });
});

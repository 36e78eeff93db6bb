import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { after, test } from "node:test";
import type { RecordFailure } from "./record-failure.ts";
import { createRunDirectory, type RunDirectory } from "./run-directory.ts";

const root = mkdtempSync(join(tmpdir(), "runs-"));
const opened: RunDirectory[] = [];
after(() => {
  for (const directory of opened) directory.close();
  rmSync(root, { recursive: true });
});

const start = Date.UTC(2026, 10, 21, 1, 58, 49, 500);

interface Made {
  readonly directory: RunDirectory;
  readonly failures: readonly RecordFailure[];
}

function make(options: { source?: string; runId?: string; root?: string } = {}): Made {
  const failures: RecordFailure[] = [];
  const result = createRunDirectory({
    ...{ root: mkdtempSync(join(root, "root-")), source: "tally.jh", runId: "0123456789abcdef" },
    now: () => start,
    onFailure: (failure) => failures.push(failure),
    ...options,
  });
  if (!result.ok) assert.fail(result.failure.message);
  opened.push(result.value);
  return { directory: result.value, failures };
}

const mode = (path: string) => statSync(path).mode & 0o777;

test("a run has a directory of its own, named by time and source", () => {
  const runs = join(root, "named", "deeply");
  const first = make({ root: runs }).directory.dir;
  assert.equal(relative(runs, first), "2026-11-21/01-58-49-tally.jh");
  assert.equal(mode(first), 0o700);
  assert.equal(readFileSync(join(first, "heartbeat"), "utf8"), String(start));
  const second = make({ root: runs, runId: "deadbeefcafe" }).directory.dir;
  assert.equal(relative(runs, second), "2026-11-21/01-58-49-tally.jh-deadbeef");
});

test("a hostile source stays below the root", () => {
  const rows: [source: string, name: string][] = [
    ["../../etc/passwd", "01-58-49-.._.._etc_passwd"],
    ["a\0b\nc\\d", "01-58-49-a_b_c_d"],
    ["my flow ü.jh", "01-58-49-my flow ü.jh"],
    ["ü".repeat(300), `01-58-49-${"ü".repeat(100)}`],
  ];
  for (const [source, name] of rows) {
    const runs = mkdtempSync(join(root, "hostile-"));
    const { dir } = make({ root: runs, source }).directory;
    assert.deepEqual([basename(dir), dirname(dirname(dir))], [name, runs]);
  }
});

test("output is kept as it comes and read back", () => {
  const { directory, failures } = make();
  const step = directory.openStep(3, "tally", "tally");
  assert.equal(step.outPath, join(directory.dir, "000003-tally__tally.out"));
  assert.equal(step.errPath, join(directory.dir, "000003-tally__tally.err"));
  step.out("counting ü\n");
  assert.equal(readFileSync(step.outPath, "utf8"), "counting ü\n");
  const script = ["-c", "printf '3 \\377 apples\\n'; printf bad >&2"];
  assert.equal(spawnSync("bash", script, { stdio: ["ignore", step.outFd, step.errFd] }).status, 0);
  step.out("done");
  const output = step.close();
  assert.equal(step.close(), output);
  assert.deepEqual(readFileSync(step.outPath).subarray(12, 17), Buffer.from([0x33, 0x20, 0xff, 0x20, 0x61]));
  assert.equal(output.read("out", 100), "counting ü\n3 \uFFFD apples\ndone");
  assert.equal(output.head("out", 10), "counting ü");
  assert.equal(output.read("out", output.outBytes - 1), undefined);
  assert.deepEqual([output.outBytes, output.errBytes, output.read("err", 3)], [27, 3, "bad"]);
  assert.equal(mode(step.outPath), 0o600);
  step.out("too late");
  assert.equal(statSync(step.outPath).size, 27);
  assert.deepEqual(failures, []);
});

test("a stream without output leaves no file", () => {
  const { directory } = make();
  const step = directory.openStep(1, "m", "quiet");
  assert.deepEqual([existsSync(step.outPath), existsSync(step.errPath)], [true, true]);
  const output = step.close();
  assert.deepEqual([existsSync(step.outPath), existsSync(step.errPath)], [false, false]);
  assert.deepEqual([output.head("out", 5), output.read("err", 5)], ["", ""]);
});

test("large output is read from the file, its head without the rest", () => {
  const { directory } = make();
  const step = directory.openStep(1, "m", "large");
  step.out("€uro".repeat(100_000));
  const output = step.close();
  assert.equal(output.outBytes, 600_000);
  assert.equal(output.head("out", 6), "€uro€u");
  assert.equal(output.read("out", 600_000)?.length, 400_000);
  rmSync(step.outPath);
  assert.equal(output.head("out", 6), "");
});

test("a head never ends in half a character", () => {
  const { directory } = make();
  const step = directory.openStep(1, "m", "emoji");
  step.out("a😀b");
  const output = step.close();
  assert.deepEqual(
    [1, 2, 3, 4, 5].map((limit) => output.head("out", limit)),
    ["a", "a", "a😀", "a😀b", "a😀b"],
  );
});

test("hostile and long names stay in the directory and differ by their number", () => {
  const { directory } = make();
  const names = ["../../x", "/etc/passwd", "a b\nc", "", "..", "n".repeat(300), "-rf", "lib.tool", "näh"];
  const paths = names.flatMap((name, index) => {
    const step = directory.openStep(index + 1, `m/${name}`, name);
    step.out("x");
    step.close();
    return dirname(step.outPath) === directory.dir ? [basename(step.outPath)] : [];
  });
  assert.equal(paths.length, names.length);
  assert.deepEqual(readdirSync(directory.dir).sort(), [...paths, "artifacts", "heartbeat"].sort());
  assert.deepEqual(paths.slice(0, 2), [
    "000001-m_.._.._x__.._.._x.out",
    "000002-m__etc_passwd___etc_passwd.out",
  ]);
});

test("messages and the return value", () => {
  const { directory, failures } = make();
  assert.equal(existsSync(join(directory.dir, "inbox")), false);
  assert.equal(directory.writeInbox("001", "news", "hello"), "inbox/001-news.txt");
  assert.equal(directory.writeInbox("002", "../x", ""), "inbox/002-.._x.txt");
  assert.equal(readFileSync(join(directory.dir, "inbox/001-news.txt"), "utf8"), "hello");
  directory.writeReturnValue("3 apples\n");
  assert.equal(readFileSync(join(directory.dir, "return_value.txt"), "utf8"), "3 apples\n");
  for (const file of ["inbox/001-news.txt", "return_value.txt"])
    assert.equal(mode(join(directory.dir, file)), 0o600);
  assert.deepEqual(failures, []);
});

test("a root that cannot hold runs is named with its reason", () => {
  const file = join(root, "a-file");
  writeFileSync(file, "");
  const rows: [root: string, reason: string][] = [
    [file, "not a directory"],
    ["/proc/nowhere", "no such file or directory"],
    [join(root, "x".repeat(300)), "name too long"],
  ];
  for (const [bad, reason] of rows) {
    const result = createRunDirectory({
      ...{ root: bad, source: "a.jh", runId: "r", now: () => start },
      onFailure: () => assert.fail(),
    });
    assert.ok(!result.ok);
    assert.equal(
      result.failure.message,
      `cannot create run directory ${join(bad, "2026-11-21", "01-58-49-a.jh")}: ${reason}`,
    );
  }
});

test("records that fail during the run are reported, and the run can still wind down", () => {
  const { directory, failures } = make();
  rmSync(directory.dir, { recursive: true });
  const step = directory.openStep(1, "m", "lost");
  step.out("nowhere");
  assert.equal(spawnSync("bash", ["-c", "echo x"], { stdio: ["ignore", step.outFd, step.errFd] }).status, 0);
  assert.deepEqual([step.close().outBytes, step.close().read("out", 9)], [0, ""]);
  directory.writeInbox("001", "news", "hello");
  directory.writeReturnValue("v");
  const reason = "no such file or directory";
  assert.deepEqual(
    failures.map(({ message }) => message),
    [
      `cannot create ${step.outPath}: ${reason}`,
      `cannot write ${join(directory.dir, "inbox", "001-news.txt")}: ${reason}`,
      `cannot write ${join(directory.dir, "return_value.txt")}: ${reason}`,
    ],
  );
});

test("a number that was used before is not overwritten", () => {
  const { directory, failures } = make();
  writeFileSync(join(directory.dir, "000001-m__s.err"), "mine");
  directory.openStep(1, "m", "s").close();
  assert.equal(failures.length, 1);
  assert.equal(readFileSync(join(directory.dir, "000001-m__s.err"), "utf8"), "mine");
});

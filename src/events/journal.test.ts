import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { createBus } from "./bus.ts";
import { openJournal } from "./journal.ts";
import { type JournalLine, readJournal } from "./journal-reader.ts";
import type { RecordFailure } from "./record-failure.ts";
import { createRedactor } from "./redact.ts";
import { samples } from "./testing-samples.ts";
import { type WriteBytes, writeBytes } from "./write-fully.ts";

const dir = mkdtempSync(join(tmpdir(), "journal-"));
after(() => rmSync(dir, { recursive: true }));

/** Writes these messages as LOG events; returns what `onFailure` was told. */
function writeMessages(path: string, messages: readonly string[], write?: WriteBytes): RecordFailure[] {
  const failures: RecordFailure[] = [];
  const opened = openJournal({
    path,
    onFailure: (failure) => failures.push(failure),
    ...(write && { write }),
  });
  assert.ok(opened.ok);
  const bus = createBus({ runId: "R", now: () => 0, redactor: createRedactor({}) });
  bus.subscribe(opened.value.write);
  for (const message of messages) bus.emit({ ...samples.LOG, message });
  opened.value.close();
  return failures;
}

async function read(path: string): Promise<string[]> {
  const shown: string[] = [];
  for await (const line of readJournal(path)) shown.push(show(line));
  return shown;
}

function show(line: JournalLine): string {
  if (line.kind !== "event") return `(${line.kind})`;
  return line.event.type === "LOG" ? line.event.message : line.event.type;
}

test("one line and one write an event, readable by the owner only", async () => {
  const path = join(dir, "plain");
  let writes = 0;
  const counted: WriteBytes = (fd, data) => {
    writes += 1;
    return writeBytes(fd, data);
  };
  assert.deepEqual(writeMessages(path, ["one", "zwei ü", "\u2028\n\r"], counted), []);
  assert.equal(writes, 3);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(readFileSync(path, "utf8").split("\n").length, 4);
  assert.deepEqual(await read(path), ["one", "zwei ü", "\u2028\n\r"]);
});

test("a system that takes only part of a line gets the rest", async () => {
  const path = join(dir, "short");
  const messages = ["ä".repeat(50), "b", "c"];
  const short: WriteBytes = (fd, data) => writeBytes(fd, Buffer.from(data).subarray(0, 7));
  assert.deepEqual(writeMessages(path, messages, short), []);
  assert.deepEqual(await read(path), messages);
});

for (const code of ["ENOSPC", "EIO"])
  test(`after ${code} nothing follows the line that failed`, async () => {
    for (let good = 0; good < 12; good++) {
      const path = join(dir, `${code}-${good}`);
      let calls = 0;
      // Takes half a line at a time, so that every second failure tears one.
      const failing: WriteBytes = (fd, data) => {
        if (calls++ >= good) throw Object.assign(new Error(`${code}: injected`), { code, errno: -28 });
        return writeBytes(fd, Buffer.from(data).subarray(0, 40));
      };
      const failures = writeMessages(path, ["one", "two", "three", "four", "five", "six"], failing);
      assert.equal(failures.length, 1);
      assert.equal(failures[0]?.code, code);
      const lines = await read(path);
      assert.deepEqual(
        lines.filter((line) => line !== "(torn)"),
        ["one", "two", "three", "four", "five", "six"].slice(
          0,
          lines.length - (lines.at(-1) === "(torn)" ? 1 : 0),
        ),
      );
      assert.ok(!lines.slice(0, -1).includes("(torn)"));
    }
  });

test("a full device is named with its reason", () => {
  assert.deepEqual(writeMessages("/dev/full", ["one", "two"]), [
    { path: "/dev/full", code: "ENOSPC", message: "cannot write /dev/full: no space left on device" },
  ]);
});

test("a journal that cannot be created is named with its reason", () => {
  const path = join(dir, "plain", "below-a-file");
  const opened = openJournal({ path, onFailure: () => assert.fail() });
  assert.ok(!opened.ok);
  assert.equal(opened.failure.message, `cannot open ${path}: not a directory`);
});

test("a torn last line and events of other releases are told apart", async () => {
  const path = join(dir, "torn");
  writeMessages(path, ["one"]);
  appendFileSync(path, '{"type":"FUTURE","x":1}\n\n{"type":"LOG","mess');
  assert.deepEqual(await read(path), ["one", "(unknown)", "(torn)"]);
});

test("a last line that lacks only its line end counts", async () => {
  const path = join(dir, "unended");
  writeMessages(path, ["one", "two"]);
  writeFileSync(path, readFileSync(path, "utf8").trimEnd());
  assert.deepEqual(await read(path), ["one", "two"]);
});

test("every beginning of a journal is readable", async () => {
  const whole = join(dir, "whole");
  const messages = ["one", "zwei ü", "three"];
  writeMessages(whole, messages);
  const bytes = readFileSync(whole);
  for (let length = 0; length < bytes.length; length += 5) {
    const path = join(dir, "beginning");
    writeFileSync(path, bytes.subarray(0, length));
    const lines = (await read(path)).filter((line) => line !== "(torn)");
    assert.deepEqual(lines, messages.slice(0, lines.length), `${length} bytes`);
  }
});

test("a line of megabytes", async () => {
  const path = join(dir, "huge");
  const message = "x\n".repeat(2_000_000);
  writeMessages(path, ["before", message, "after"]);
  assert.deepEqual(await read(path), ["before", message, "after"]);
});

test("a missing journal rejects with the system's error", async () => {
  await assert.rejects(read(join(dir, "missing")), { code: "ENOENT" });
});

import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { disk } from "./index.ts";

const dir = mkdtempSync(join(tmpdir(), "jaiph-disk-"));
after(() => rmSync(dir, { recursive: true, force: true }));
const at = (name: string) => join(dir, name);

function problem(path: string): string {
  const content = disk.read(path);
  return content.ok ? `${content.bytes.length} bytes` : content.problem;
}

test("bytes are given as they are", () => {
  writeFileSync(at("bytes"), Uint8Array.from([0, 255, 10]));
  const content = disk.read(at("bytes"));
  assert.deepEqual(content.ok && [...content.bytes], [0, 255, 10]);
});

test("what cannot be read is told apart", () => {
  mkdirSync(at("folder"));
  writeFileSync(at("huge"), "");
  truncateSync(at("huge"), 50_000_001);
  symlinkSync(at("nowhere"), at("broken-link"));
  symlinkSync(at("loop"), at("loop"));
  assert.deepEqual(
    ["nothing", "folder", "huge", "broken-link", "huge/below", "loop"].map((name) => problem(at(name))),
    ["missing", "directory", "too-large", "missing", "missing", "unreadable"],
  );
  assert.equal(problem("/dev/null"), "0 bytes");
  assert.equal(problem("/dev/zero"), "too-large");
});

test("the reason is the operating system's", { skip: process.getuid?.() === 0 }, () => {
  writeFileSync(at("secret"), "");
  chmodSync(at("secret"), 0);
  assert.deepEqual(disk.read(at("secret")), {
    ok: false,
    problem: "unreadable",
    reason: "permission denied",
  });
});

test("kinds", () => {
  writeFileSync(at("plain"), "");
  mkdirSync(at("kinds"));
  assert.deepEqual(
    ["plain", "kinds", "absent"].map((name) => disk.kind(at(name))),
    ["file", "directory", "missing"],
  );
});

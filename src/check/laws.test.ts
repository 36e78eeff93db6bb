import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { disk, type Files, loadProgram } from "../program/index.ts";
import { type AnyNode, children, type Ref } from "../syntax/index.ts";
import { type CheckedProgram, check } from "./index.ts";

/** Programs that are known to be good; the records of their runs lie beside them. */
const programs = ["tour", "workflows"]
  .map((folder) => join(process.cwd(), "fixtures", folder))
  .flatMap((root) => readdirSync(root, { recursive: true, encoding: "utf8" }).map((path) => join(root, path)))
  .filter((path) => path.endsWith(".jh") && !path.includes("/.jaiph/"))
  .sort();

/** The targets of all calls below a node. */
function* targets(node: AnyNode): Generator<Ref> {
  if ((node.kind === "run" || node.kind === "ensure") && node.target.kind === "ref") yield node.target;
  for (const inner of children(node)) yield* targets(inner);
}

function assertResolved(checked: CheckedProgram): void {
  for (const { module } of checked.program.modules.values())
    for (const ref of targets(module)) assert.ok(checked.callees.has(ref), ref.name.text);
}

for (const path of programs) {
  test(`${basename(path)} has no mistakes, and every call in it is resolved`, async () => {
    const { program, diagnostics } = await loadProgram(path, { workspace: dirname(path), files: disk });
    assert.ok(program);
    const checked = check(program);
    assert.deepEqual([...diagnostics, ...checked.diagnostics], []);
    assert.ok(checked.program);
    assertResolved(checked.program);
  });
}

/** A program with one stretch of it replaced by a stretch of another. */
const mutated = fc
  .record({
    path: fc.constantFrom(...programs),
    other: fc.constantFrom(...programs),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(40),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    taken: fc.nat(40),
  })
  .map(({ path, other, from, length, at, taken }) => {
    const text = readFileSync(path, "utf8");
    const donor = readFileSync(other, "utf8");
    const start = Math.floor(from * text.length);
    const piece = donor.slice(Math.floor(at * donor.length)).slice(0, taken);
    return { path, text: text.slice(0, start) + piece + text.slice(start + length) };
  });

test("a mutated program is refused with places inside its text, or every call in it is resolved", async () => {
  await fc.assert(
    fc.asyncProperty(mutated, async ({ path, text }) => {
      const bytes = new TextEncoder().encode(text);
      const files: Files = {
        ...disk,
        read: (file) => (file === path ? { ok: true, bytes } : disk.read(file)),
      };
      const { program, diagnostics } = await loadProgram(path, { workspace: dirname(path), files });
      if (!program) return assert.ok(diagnostics.length > 0);
      const checked = check(program);
      for (const { file, span } of [...diagnostics, ...checked.diagnostics]) {
        const size = program.modules.get(file)?.source.text.length ?? 0;
        assert.ok(0 <= span.start && span.start <= span.end && span.end <= size, `${file} ${span.start}`);
      }
      if (checked.program && diagnostics.length === 0) assertResolved(checked.program);
    }),
    { numRuns: 300 },
  );
});

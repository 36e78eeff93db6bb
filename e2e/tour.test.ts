import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type Cli, cli } from "./support/cli.ts";

/** A copy of the tour, so that its runs are kept elsewhere. */
function tour(): Cli {
  const used = cli();
  cpSync("fixtures/tour", used.dir, { recursive: true, filter: (path) => !path.endsWith(".jaiph/runs") });
  return used;
}

test("the tour reviews the sample change", () => {
  const used = tour();
  const { stdout } = used.run("tour.jh").expect({ code: 0, stdout: /PASS workflow default/ });
  const lines = used.plain(stdout).split("\n");
  // The two branches may end in either order, so not the whole text is compared.
  for (const line of [
    '  ▸ rule reviewable (patch="changes/retry.patch")',
    '  ·   ▸ script facts.at_most (1="13", 2="20")',
    "  ℹ changes/retry.patch changes 13 lines",
    ' ₁▸ script facts.files_touched (1="changes/retry.patch")',
    ' ₂▸ script facts.risky_lines (1="changes/retry.patch")',
    "  ·   ✓ prompt reviewer (<t>)",
    "  ·   ℹ judge says discuss: a request that keeps failing is repeated for ever",
  ])
    assert.ok(lines.includes(line), `${line}\nin\n${stdout}`);
  const [dir = ""] = used.runs();
  assert.equal(
    readFileSync(join(dir, "return_value.txt"), "utf8"),
    "talk to the author of changes/retry.patch first",
  );
  assert.match(readFileSync(join(dir, "verdicts.txt"), "utf8"), /^discuss: /);
});

test("the tour refuses a change that is too long", () => {
  const used = tour();
  const { stderr } = used.run("tour.jh", "changes/rewrite.patch").expect({
    code: 1,
    stdout: /✗ rule reviewable/,
    stderr: /✗ FAIL workflow default/,
  });
  assert.match(stderr, /27 changed lines are more than the 20 that fit one review/);
});

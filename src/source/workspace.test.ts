import assert from "node:assert/strict";
import { test } from "node:test";
import { detectWorkspace } from "./index.ts";

const rows: [name: string, start: string, markers: string[], root: string][] = [
  ["no marker: the start", "/home/a/p", [], "/home/a/p"],
  ["the start itself", "/home/a/p", ["/home/a/p/.git"], "/home/a/p"],
  ["the nearest ancestor", "/home/a/p/x/y", ["/home/a/p/.jaiph", "/home/a/.git"], "/home/a/p"],
  ["the root of the file system", "/x", ["/.git"], "/"],
  [".jaiph itself is its parent", "/tmp/p/.jaiph", ["/tmp/p/.jaiph"], "/tmp/p"],
  ["below a .jaiph", "/tmp/p/.jaiph/lib", ["/tmp/p/.jaiph"], "/tmp/p"],
  ["below .jaiph/tmp", "/tmp/p/.jaiph/tmp/q", ["/tmp/p/.jaiph"], "/tmp/p/.jaiph/tmp/q"],
  [".jaiph/tmp itself", "/w/.jaiph/tmp", ["/w/.jaiph", "/.git"], "/w/.jaiph/tmp"],
  ["below tmp of a marked .jaiph", "/w/.jaiph/tmp/q", ["/w/.jaiph/.git"], "/w/.jaiph/tmp/q"],
  [
    "a marker inside a nested tmp",
    "/w/.jaiph/tmp/q/r",
    ["/w/.jaiph", "/w/.jaiph/tmp/q/.git"],
    "/w/.jaiph/tmp/q",
  ],
  ["a shared temp root above", "/tmp/p", ["/tmp/.git"], "/tmp/p"],
  ["a shared temp root as start", "/tmp", ["/tmp/.git"], "/tmp"],
  ["past a shared temp root", "/var/tmp/p", ["/var/tmp/.git", "/.git"], "/"],
  [
    "above a user's temp on macOS",
    "/var/folders/x/y/T/p/q",
    ["/var/folders/x/.git"],
    "/var/folders/x/y/T/p/q",
  ],
  [
    "a user's temp on macOS",
    "/var/folders/x/y/T/p",
    ["/var/folders/x/y/T/.git", "/.git"],
    "/var/folders/x/y/T/p",
  ],
  [
    "a project in a user's temp on macOS",
    "/private/var/folders/x/y/T/p/q",
    ["/private/var/folders/x/y/T/p/.git"],
    "/private/var/folders/x/y/T/p",
  ],
  ["folders of the system without a T", "/var/folders/x/y/C/p", ["/var/folders/x/.git"], "/var/folders/x"],
  ["names that only begin alike", "/tmpfoo/p", ["/tmpfoo/.git"], "/tmpfoo"],
];

for (const [name, start, markers, root] of rows) {
  test(name, () => {
    assert.equal(
      detectWorkspace(start, (path) => markers.includes(path)),
      root,
    );
  });
}

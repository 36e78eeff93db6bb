import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileId } from "../source/index.ts";
import type { Parse } from "../syntax/index.ts";
import { parseJaiph } from "../syntax/jh/index.ts";
import { type Files, type LoadOptions, loadProgram, memoryFiles, moduleCache } from "./index.ts";

const quiet = "workflow default() {\n}\n";

interface Counted {
  readonly options: LoadOptions;
  readonly reads: string[];
  readonly parses: string[];
}

/** Options that note every file that is read and parsed. */
function counted(
  texts: Readonly<Record<string, string | Uint8Array>>,
  cache?: LoadOptions["cache"],
): Counted {
  const memory = memoryFiles(texts);
  const reads: string[] = [];
  const parses: string[] = [];
  const files: Files = {
    ...memory,
    read(path) {
      reads.push(path);
      return memory.read(path);
    },
  };
  const parse: Parse = (source) => {
    parses.push(source.id);
    return parseJaiph(source);
  };
  const options = { workspace: "/w", files, parser: async () => parse, ...(cache && { cache }) };
  return { options, reads, parses };
}

test("each file of the closure is read and parsed once, cycles included", async () => {
  const { options, reads, parses } = counted({
    "/w/main.jh": 'import "b" as b\nimport "lib/c" as c\nimport "main" as self\n',
    "/w/b.jh": 'import "./lib/c.jh" as c\nimport "main.jh" as main\n',
    "/w/lib/c.jh": 'import "../b" as b\n',
    "/w/unrelated.jh": quiet,
  });
  const { program, diagnostics } = await loadProgram("/w/main.jh", options);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(reads.toSorted(), ["/w/b.jh", "/w/lib/c.jh", "/w/main.jh"]);
  assert.deepEqual(parses.toSorted(), ["/w/b.jh", "/w/lib/c.jh", "/w/main.jh"]);
  assert.deepEqual([...(program?.modules.keys() ?? [])], ["/w/b.jh", "/w/lib/c.jh", "/w/main.jh"]);
  assert.deepEqual(Object.fromEntries(program?.modules.values().next().value?.imports ?? []), {
    c: "/w/lib/c.jh",
    main: "/w/main.jh",
  });
});

test("three hundred modules that all import each other's neighbours are read once each", async () => {
  const texts: Record<string, string> = {};
  for (let n = 0; n < 300; n++)
    texts[`/w/m${n}.jh`] = [1, 2, 3].map((d) => `import "m${(n + d * 7) % 300}" as a${d}\n`).join("");
  const { options, reads, parses } = counted(texts);
  const { program } = await loadProgram("/w/m0.jh", options);
  assert.deepEqual([program?.modules.size, reads.length, parses.length], [300, 300, 300]);
});

const resolutions: [name: string, path: string, files: string[], found: string | undefined][] = [
  ["beside the importing file", "x", ["/w/flows/x.jh"], "/w/flows/x.jh"],
  ["with its extension", "x.jh", ["/w/flows/x.jh"], "/w/flows/x.jh"],
  ["above", "../x", ["/w/x.jh"], "/w/x.jh"],
  ["absolute", "/else/x", ["/else/x.jh"], "/else/x.jh"],
  ["in a library", "kit/a/b", ["/w/.jaiph/libs/kit/a/b.jh"], "/w/.jaiph/libs/kit/a/b.jh"],
  [
    "a file beside wins over a library",
    "kit/b",
    ["/w/flows/kit/b.jh", "/w/.jaiph/libs/kit/b.jh"],
    "/w/flows/kit/b.jh",
  ],
  [
    "a directory beside does not",
    "kit/b",
    ["/w/flows/kit/b.jh/x", "/w/.jaiph/libs/kit/b.jh"],
    "/w/.jaiph/libs/kit/b.jh",
  ],
  ["no library without a slash", "kit", ["/w/.jaiph/libs/kit.jh"], undefined],
  ["no way out of a library", "kit/../../x", ["/w/.jaiph/x.jh"], undefined],
  ["dots name no library", "../libs/x", ["/w/.jaiph/libs/x.jh"], undefined],
];

for (const [name, path, files, found] of resolutions) {
  test(`an import is looked up: ${name}`, async () => {
    const texts = Object.fromEntries(files.map((file) => [file, quiet]));
    const { options } = counted({ ...texts, "/w/flows/main.jh": `import "${path}" as it\n` });
    const { program } = await loadProgram("/w/flows/main.jh", options);
    assert.equal(program?.modules.get(fileId("/w/flows/main.jh"))?.imports.get("it"), found);
  });
}

const nul = Uint8Array.from([0x23, 0x0a, 0x61, 0x00, 0x62]);
const latin = Uint8Array.from([0x23, 0x0a, 0x23, 0xe9, 0x0a]);
const bad: [name: string, texts: Record<string, string | Uint8Array>, found: string[]][] = [
  ["a missing entry", {}, ["/w/main.jh:1:1 path-missing"]],
  ["a directory as entry", { "/w/main.jh/x": "" }, ["/w/main.jh:1:1 file-is-directory"]],
  ["a binary entry", { "/w/main.jh": nul }, ["/w/main.jh:2:2 file-binary"]],
  ["an entry in Latin-1", { "/w/main.jh": latin }, ["/w/main.jh:2:2 file-not-utf8"]],
  ["a missing import", { "/w/main.jh": '\nimport "x" as x\n' }, ["/w/main.jh:2:1 import-not-found"]],
  [
    "the same missing file twice",
    { "/w/main.jh": 'import "x" as x\nimport "./x.jh" as y\n' },
    ["/w/main.jh:1:1 import-not-found", "/w/main.jh:2:1 import-not-found"],
  ],
  [
    "a directory as import",
    { "/w/main.jh": 'import "x" as x\n', "/w/x.jh/y": "" },
    ["/w/main.jh:1:1 import-is-directory"],
  ],
  ["a binary import", { "/w/main.jh": 'import "x" as x\n', "/w/x.jh": nul }, ["/w/x.jh:2:2 file-binary"]],
  ["a missing script", { "/w/main.jh": 'import script "x.py" as x\n' }, ["/w/main.jh:1:1 import-not-found"]],
  [
    "a directory as script",
    { "/w/main.jh": 'import script "x" as x\n', "/w/x/y": "" },
    ["/w/main.jh:1:1 import-is-directory"],
  ],
];

for (const [name, texts, found] of bad) {
  test(`one diagnostic for ${name}`, async () => {
    const { diagnostics, sources } = await loadProgram("/w/main.jh", counted(texts).options);
    const shown = diagnostics.map(({ file, span, id }) => {
      const { line, col } = sources.get(file)?.position(span.start) ?? { line: 1, col: 1 };
      return `${file}:${line}:${col} ${id}`;
    });
    assert.deepEqual(shown, found);
  });
}

test("a byte order mark is no text", async () => {
  const { program, diagnostics } = await loadProgram(
    "/w/main.jh",
    counted({ "/w/main.jh": `\ufeff${quiet}` }).options,
  );
  assert.deepEqual(diagnostics, []);
  assert.equal(program?.modules.values().next().value?.source.text, quiet);
});

test("script imports are located beside the importing file", async () => {
  const { options } = counted({ "/w/a/main.jh": 'import script "../x.py" as x\n', "/w/x.py": "" });
  const { program } = await loadProgram("/w/a/main.jh", options);
  assert.equal(program?.modules.values().next().value?.scriptImports.get("x"), "/w/x.py");
});

/** Runs `body` with a cache folder that does not exist yet. */
async function withCacheDir(body: (dir: string) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "jaiph-cache-"));
  try {
    await body(join(root, "modules"));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function entriesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
}

const cached = { "/w/main.jh": 'import "b" as b\n', "/w/b.jh": quiet };

test("a warm load gives the same program and loads no parser", () =>
  withCacheDir(async (dir) => {
    const cache = moduleCache({ dir, version: "1" });
    const cold = await loadProgram("/w/main.jh", counted(cached, cache).options);
    assert.deepEqual(
      entriesIn(dir).map((name) => /^modules-1\/[0-9a-f]{32}\.json$/.test(name)),
      [true, true],
    );
    const parser = () => assert.fail("the parser was loaded");
    const warm = await loadProgram("/w/main.jh", { ...counted(cached, cache).options, parser });
    assert.deepEqual(
      [...(warm.program?.modules.values() ?? [])].map(({ module }) => module),
      [...(cold.program?.modules.values() ?? [])].map(({ module }) => module),
    );
  }));

test("an entry belongs to a content, not to a path", () =>
  withCacheDir(async (dir) => {
    const cache = moduleCache({ dir, version: "1" });
    await loadProgram("/w/main.jh", counted({ "/w/main.jh": quiet }, cache).options);
    const { options, parses } = counted({ "/w/moved.jh": quiet }, cache);
    const { program } = await loadProgram("/w/moved.jh", options);
    assert.deepEqual(parses, []);
    assert.equal(program?.modules.values().next().value?.module.file, "/w/moved.jh");
  }));

test("entries of another version, and broken ones, are parsed again and rewritten", () =>
  withCacheDir(async (dir) => {
    const load = async (version: string) => {
      const { options, parses } = counted({ "/w/main.jh": quiet }, moduleCache({ dir, version }));
      const { diagnostics } = await loadProgram("/w/main.jh", options);
      assert.deepEqual(diagnostics, []);
      return parses.length;
    };
    assert.deepEqual([await load("1"), await load("1"), await load("2")], [1, 0, 1]);
    for (const broken of ["", "{", "null", "[]", '{"kind":"module"}', "\0\xff"]) {
      for (const name of entriesIn(dir)) writeFileSync(join(dir, name), broken);
      assert.deepEqual([await load("1"), await load("1")], [1, 0], broken);
    }
  }));

test("a module with mistakes is not kept", () =>
  withCacheDir(async (dir) => {
    const { options } = counted({ "/w/main.jh": "echo hi\n" }, moduleCache({ dir, version: "1" }));
    const { diagnostics } = await loadProgram("/w/main.jh", options);
    assert.equal(diagnostics.length, 1);
    assert.throws(() => readdirSync(dir), { code: "ENOENT" });
  }));

test("a cache that cannot be used costs nothing but time", () =>
  withCacheDir(async (dir) => {
    writeFileSync(dir, "a file where the folder should be");
    const { options, parses } = counted({ "/w/main.jh": quiet }, moduleCache({ dir, version: "1" }));
    const { diagnostics } = await loadProgram("/w/main.jh", options);
    assert.deepEqual([diagnostics.length, parses.length], [0, 1]);
    rmSync(dir);
    mkdirSync(dir);
    const twice = () => loadProgram("/w/main.jh", options);
    await Promise.all([twice(), twice(), twice()]);
    assert.equal(entriesIn(dir).length, 1);
  }));

test("builds that nobody uses any more leave the cache, and nothing else does", () =>
  withCacheDir(async (dir) => {
    const load = (version: string, text: string) =>
      loadProgram("/w/main.jh", counted({ "/w/main.jh": text }, moduleCache({ dir, version })).options);
    for (const version of ["old", "recent", "this"]) await load(version, quiet);
    mkdirSync(join(dir, "other"));
    const longAgo = Date.now() / 1000 - 8 * 24 * 60 * 60;
    for (const name of ["modules-old", "modules-this", "other"])
      utimesSync(join(dir, name), longAgo, longAgo);
    await load("this", quiet);
    assert.equal(readdirSync(dir).length, 4, "nothing was written, so nothing is removed");
    await load("this", `\n${quiet}`);
    assert.deepEqual(readdirSync(dir).toSorted(), ["modules-recent", "modules-this", "other"]);
  }));

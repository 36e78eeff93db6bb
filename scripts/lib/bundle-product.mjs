import crypto from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import tty from "node:tty";
import { build, transformSync } from "esbuild";

/** The executables of the package. */
export const executables = {
  jaiph: "src/cli/jaiph.ts",
  shellflow: "src/cli/shellflow.ts",
  scripthut: "src/cli/scripthut.ts",
};

const options = {
  bundle: true,
  // CommonJS starts some 4 ms faster than ES modules, and `require` loads a lazy part without the module loader.
  format: "cjs",
  platform: "node",
  target: "node20",
  supported: { "dynamic-import": false },
  // Loads a WebAssembly file that must stand beside its code.
  external: ["source-map"],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  outExtension: { ".js": ".cjs" },
  logLevel: "warning",
};

/**
 * Bundles the executables into `outdir`. Whatever the sources import with `import("./…")` becomes a bundle of its
 * own that is loaded when reached; bundles share no module state. Returns the names of the files.
 */
export async function bundleProduct({ outdir, version }) {
  const names = new Set();
  const define = {
    JAIPH_VERSION: JSON.stringify(version),
    JAIPH_BUILD: JSON.stringify(sourceHash()),
  };
  let entries = executables;
  for (let first = true; Object.keys(entries).length > 0; first = false) {
    for (const name of Object.keys(entries)) names.add(name);
    const lazy = new Map();
    await build({
      ...options,
      entryPoints: entries,
      outdir,
      banner: first ? { js: `#!/usr/bin/env node\n${prelude()}` } : {},
      define,
      plugins: [lazyParts(lazy), lateModules],
    });
    entries = Object.fromEntries([...lazy].filter(([name]) => !names.has(name)).sort());
  }
  return [...names].map((name) => `${name}.cjs`);
}

/**
 * Modules of node that take 1 or 2 ms to load and that many starts do not need: their functions load them when they
 * are called. (The id of a run is asked of the system where that has one, in `src/cli/run-id.ts`.)
 */
const late = { "node:crypto": crypto, "node:tty": tty };

const lateModules = {
  name: "late-modules",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path }) =>
      path in late ? { path, namespace: "late", sideEffects: false } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "late" }, ({ path }) => ({
      contents: Object.entries(late[path])
        .filter(([name, value]) => /^[a-z]\w*$/.test(name) && typeof value === "function")
        .map(([name]) => `export const ${name} = (...args) => require("${path.slice(5)}").${name}(...args);`)
        .join("\n"),
    }));
  },
};

/** Leaves each dynamic import out of its bundle and notes it in `found`: name of the part → its source. */
function lazyParts(found) {
  return {
    name: "lazy-parts",
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ kind, path, resolveDir }) => {
        if (kind !== "dynamic-import") return undefined;
        const source = relative(".", resolve(resolveDir, path));
        const name = source
          .replace(/^src\//, "")
          .replace(/\.ts$/, "")
          .replaceAll("/", "-");
        found.set(name, source);
        return { path: `./${name}.cjs`, external: true };
      });
    },
  };
}

function prelude() {
  const { code } = transformSync(readFileSync("scripts/lib/prelude.cjs", "utf8"), { minify: true });
  return code;
}

/** Names the state of the sources: what another build has left in a cache is then never trusted. */
function sourceHash() {
  const hash = crypto.createHash("sha256");
  for (const path of readdirSync("src", { recursive: true }).sort())
    if (path.endsWith(".ts") && !path.endsWith(".test.ts")) hash.update(readFileSync(join("src", path)));
  return hash.digest("hex").slice(0, 16);
}

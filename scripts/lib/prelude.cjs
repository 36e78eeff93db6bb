// Stands at the top of each executable and replaces its `require` for the other bundles: compiling them is the larger
// part of a start. Node keeps compiled code by itself from version 22 on. Before, what the build has left beside a
// bundle is used; V8 looks whether it fits, and compiles where it does not.
// biome-ignore lint/suspicious/noGlobalAssign: each bundle calls `require` by that name.
require = ((original) => {
  // The class of modules, without loading `node:module` for it.
  const { enableCompileCache, wrap } = module.constructor;
  if (enableCompileCache) {
    enableCompileCache();
    return original;
  }
  const { readFileSync } = original("node:fs");
  const loaded = new Map();
  const load = (id) => {
    if (!id.startsWith("./")) return original(id);
    const known = loaded.get(id);
    if (known) return known.exports;
    const filename = __dirname + id.slice(1);
    let cachedData;
    try {
      cachedData = readFileSync(`${filename}.code`);
    } catch {}
    const { Script } = original("node:vm");
    const script = new Script(wrap(readFileSync(filename, "utf8")), { filename, cachedData });
    const part = { exports: {} };
    loaded.set(id, part);
    script.runInThisContext().call(part.exports, part.exports, load, part, filename, __dirname);
    return part.exports;
  };
  return load;
})(require);

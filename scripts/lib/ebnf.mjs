// Renders the productions of a chevrotain parser as EBNF.

/** How a page is made of productions: what to leave out, and what each token is. */
export function ebnf(productions, { omit, tokens }) {
  const rules = new Map(productions.map((rule) => [rule.name, trim(sequence(rule.definition), omit)]));
  const named = [...rules].filter(([name]) => !omit(name));
  const aliases = new Map(
    named.filter(([, { type }]) => type === "NonTerminal").map(([name, to]) => [name, to.name]),
  );
  const used = new Set();
  const context = {
    used,
    resolve: (name) => (aliases.has(name) ? context.resolve(aliases.get(name)) : name),
  };
  const lines = [];
  for (const name of reachable(named[0][0], rules, context))
    lines.push(`${name} = ${print(rules.get(name), context, 0)} ;`);
  const unused = Object.keys(tokens).filter((name) => !used.has(name));
  if (unused.length > 0) throw new Error(`described, but not used: ${unused.join(", ")}`);
  const undescribed = [...used].filter((name) => !Object.hasOwn(tokens, name));
  if (undescribed.length > 0) throw new Error(`no description of the tokens: ${undescribed.join(", ")}`);
  const notes = [...used].sort().map((name) => `${name} = ? ${tokens[name]} ? ;`);
  return `${lines.join("\n")}\n\n(* Tokens *)\n\n${notes.join("\n")}\n`;
}

/** Rules in the order in which a reader meets them. */
function reachable(start, rules, { resolve }) {
  const found = new Set();
  const visit = (name) => {
    if (found.has(name)) return;
    found.add(name);
    for (const next of references(rules.get(name))) visit(resolve(next));
  };
  visit(resolve(start));
  return found;
}

function references(node) {
  return node.type === "NonTerminal" ? [node.name] : (node.definition ?? []).flatMap(references);
}

function sequence(definition) {
  return definition.length === 1 ? definition[0] : { type: "Alternative", definition };
}

/** The same tree without the rules to omit; what is left empty by that goes too. */
function trim(node, omit) {
  if (node.type === "NonTerminal" && omit(node.name)) return undefined;
  if (!node.definition) return node;
  const definition = node.definition.map((child) => trim(child, omit)).filter(Boolean);
  if (definition.length === 0) return undefined;
  const plain = node.type === "Alternation" || node.type === "Alternative";
  return plain && definition.length === 1 ? definition[0] : { ...node, definition };
}

// How tightly a form binds: alternatives 0, sequences 1, all else 2.
function print(node, context, around) {
  const inner = (level) => node.definition.map((child) => print(child, context, level));
  const wrap = (level, text) => (level < around ? `( ${text} )` : text);
  const body = () => print(sequence(node.definition), context, 0);
  switch (node.type) {
    case "NonTerminal":
      return context.resolve(node.name);
    case "Terminal":
      return terminal(node, context);
    case "Alternation":
      return wrap(0, inner(1).join(" | "));
    case "Alternative":
      return wrap(1, inner(2).join(" "));
    case "Option":
      return `[ ${body()} ]`;
    case "Repetition":
      return `{ ${body()} }`;
    case "RepetitionMandatory":
      return wrap(1, `${print(sequence(node.definition), context, 2)} { ${body()} }`);
    case "RepetitionMandatoryWithSeparator":
      return wrap(1, `${body()} { ${terminal(node.separator, context)} ${body()} }`);
    default:
      throw new Error(`unknown production: ${node.type}`);
  }
}

function terminal({ name, label }, { used }) {
  if (label.startsWith("'")) return `"${label.slice(1, -1)}"`;
  used.add(name);
  return name;
}

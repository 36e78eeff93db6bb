const introduction = `# Diagnostics

Everything that can be said about a program before it runs. A diagnostic is shown as

    /work/deploy.jh:3:7 E_VALIDATE unknown identifier "tga" in log
      hint: did you mean "tag"?

with its file, line and column, the code of its family, and a message. \`jaiph compile --json\` also gives its \`id\`,
which is the heading of its section here, its \`severity\` and where it ends. Errors stop a program from running,
warnings do not. The messages below are examples. This page is written by \`node scripts/diagnostics.mjs\`.
`;

/** In the order in which a program meets them. */
const families = [
  ["E_COMPILE", "The path of a program leads to nothing that can be read."],
  ["E_IMPORT_NOT_FOUND", "The file of an import cannot be had."],
  ["E_PARSE", "The text does not form a program."],
  ["E_SCHEMA", "The `returns` schema of a prompt is wrong."],
  ["E_VALIDATE", "Names, kinds, numbers of arguments, and combinations that are forbidden."],
  ["W_REBIND", "A name is bound twice. Programs with warnings run."],
];

/** The page that documents a table of diagnostics. */
export function diagnosticsPage(diagnostics) {
  const entries = Object.entries(diagnostics);
  const missing = entries.find(([, { code }]) => !families.some(([family]) => family === code));
  if (missing) throw new Error(`${missing[0]} is of a family that this page does not know`);
  return [introduction, ...families.map((family) => familyOf(family, entries))].join("\n");
}

function familyOf([code, summary], entries) {
  const own = entries.filter(([, definition]) => definition.code === code);
  return [`## ${code}\n\n${summary}\n`, ...own.map(([id, definition]) => sectionOf(id, definition))].join(
    "\n",
  );
}

/** What a user sees stands as it is: indented, so that no character of it means anything. */
function sectionOf(id, { code, severity, when, message, hint, example }) {
  const advice = hint?.(example);
  const shown = [message(example), ...(advice === undefined ? [] : [`hint: ${advice}`])];
  const lines = shown.join("\n").replace(/^/gm, "    ");
  return `### ${id}\n\n${when}\n\n\`${code}\`, ${severity}:\n\n${lines}\n`;
}

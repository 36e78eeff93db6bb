import { readFileSync } from "node:fs";
import { diff, lines, matches, matchesAnyOrder, normalise } from "./compare.ts";
import type { Command, ConsoleCheck, DiagnosticsCheck, Example } from "./page.ts";
import { type Workspace, workspace } from "./workspace.ts";

/** Runs one example in a workspace of its own; says what differs from the page, or nothing. */
export async function verify(example: Example): Promise<string | undefined> {
  const changed = example.files.find(differsFromFixture);
  if (changed) return `spec/${example.page}:${changed.line}: the block is not the file ${changed.name}`;
  const place = workspace(example.files);
  try {
    for (const check of example.checks) {
      const problem =
        check.kind === "console"
          ? await verifyConsole(check, example.page, place)
          : await verifyDiagnostics(check, example.page, place);
      if (problem !== undefined) return problem;
    }
    return undefined;
  } finally {
    place.remove();
  }
}

/** A block whose name starts with `fixtures/` shows that file of the repository. */
function differsFromFixture(file: { name: string; text: string }): boolean {
  return file.name.startsWith("fixtures/") && readFileSync(file.name, "utf8") !== file.text;
}

async function verifyConsole(
  check: ConsoleCheck,
  page: string,
  place: Workspace,
): Promise<string | undefined> {
  for (const command of check.commands) {
    const problem = await verifyCommand(command, check.anyOrder, place);
    if (problem !== undefined) return `spec/${page}:${command.line}\n$ ${command.text}\n${problem}`;
  }
  return undefined;
}

async function verifyCommand(
  command: Command,
  anyOrder: boolean,
  place: Workspace,
): Promise<string | undefined> {
  const { exit, stdout, stderr } = await place.run(command.text);
  const expected = lines(normalise(command.output.join("\n"), place.dir));
  const actual = lines(normalise(stdout + stderr, place.dir));
  const same = anyOrder ? matchesAnyOrder(expected, actual) : matches(expected, actual);
  if (!same) return `${diff(expected, actual)}\n[exit ${exit}]`;
  if (exit !== command.exit) return `exit status ${exit} instead of ${command.exit}\n${actual.join("\n")}`;
  return undefined;
}

interface Reported {
  readonly file: string;
  readonly line: number;
  readonly col: number;
  readonly code: string;
  readonly id: string;
  readonly message: string;
}

async function verifyDiagnostics(
  check: DiagnosticsCheck,
  page: string,
  place: Workspace,
): Promise<string | undefined> {
  const { stdout, stderr } = await place.run(`jaiph compile --json '${check.entry}'`);
  const where = `spec/${page}:${check.line}`;
  let reported: Reported[];
  try {
    reported = JSON.parse(stdout) as Reported[];
  } catch {
    return `${where}: no JSON from jaiph compile\n${stdout}${stderr}`;
  }
  const own = `${place.dir}/${check.entry}`;
  const inFile = (file: string) => (file === own ? "" : `${file.replace(`${place.dir}/`, "")}:`);
  const shown = reported.map((one) => ({
    ...one,
    at: `${inFile(one.file)}${one.line}:${one.col} ${one.code}`,
  }));
  const same =
    shown.length === check.expected.length &&
    shown.every((one, index) => says(one, check.expected[index] ?? ""));
  if (same) return undefined;
  const actual = shown.map((one) => `${one.at} ${one.message} [${one.id}]`);
  return [where, ...check.expected.map((line) => `- ${line}`), ...actual.map((line) => `+ ${line}`)].join(
    "\n",
  );
}

/** `line:col CODE text`, where the text is the id of the diagnostic or a part of its message. */
function says(one: Reported & { at: string }, expected: string): boolean {
  if (!expected.startsWith(`${one.at} `)) return false;
  const text = expected.slice(one.at.length + 1);
  return text === one.id || one.message.includes(text);
}

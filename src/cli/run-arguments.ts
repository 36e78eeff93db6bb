/** What the words after `jaiph run` mean. */
export interface RunArguments {
  /** As written; undefined when there is none. */
  readonly file: string | undefined;
  readonly args: readonly string[];
  readonly target: string | undefined;
  readonly workspace: string | undefined;
  readonly raw: boolean;
  readonly json: boolean;
}

export interface ArgumentError {
  readonly error: string;
  readonly hint?: string;
}

/** Flags that the user may have meant for another command. */
const flagsElsewhere: Readonly<Record<string, string>> = {
  "--check": "format",
  "--indent": "format",
  "--force": "install",
};

/**
 * One scan from left to right. Flags may stand on both sides of the file; after `--` every word is positional.
 * By hand and not by commander: this is the path of every run, and loading commander costs a tenth of node's start.
 */
export function scanRunArguments(words: readonly string[]): RunArguments | ArgumentError {
  const positional: string[] = [];
  const values: { target?: string; workspace?: string } = {};
  const switches = { raw: false, json: false };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--") {
      positional.push(...words.slice(at + 1));
      break;
    }
    if (word === "--target" || word === "--workspace") {
      const value = words[++at];
      if (value === undefined) return { error: `${word} requires a directory path` };
      values[word === "--target" ? "target" : "workspace"] = value;
    } else if (word === "--raw" || word === "--json") switches[word === "--raw" ? "raw" : "json"] = true;
    else if (word.startsWith("-") && word !== "-") return unknownFlag(word);
    else positional.push(word);
  }
  const [file, ...args] = positional;
  return { file, args, target: values.target, workspace: values.workspace, ...switches };
}

function unknownFlag(flag: string): ArgumentError {
  const owner = flagsElsewhere[flag];
  return {
    error: owner
      ? `${flag} is not a jaiph run flag (it belongs to jaiph ${owner})`
      : `unknown flag ${flag} for jaiph run`,
    hint: "write `--` before workflow arguments that start with `-`",
  };
}

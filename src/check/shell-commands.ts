/** One command of a shell text. */
export interface ShellCommand {
  /** It stands in a `$(…)`. */
  readonly isSubstitution: boolean;
  /** It begins the text or the `$(…)`. */
  readonly isFirst: boolean;
  /** Its unquoted characters; quoted parts and substitutions are a `_`. */
  readonly text: string;
}

/** The commands of a shell text: those of a `$(…)` before the one around it. One pass, however deep they nest. */
export function shellCommands(text: string): ShellCommand[] {
  const found: ShellCommand[] = [];
  const frames = [new Frame(false, found)];
  for (let at = 0; at < text.length; ) {
    const frame = frames.at(-1);
    if (!frame) break;
    const piece = frame.pieceAt(text, at);
    at += piece.length;
    if (piece === "$(") frames.push(new Frame(true, found));
    else if (!frame.read(piece)) continue;
    else {
      frames.pop();
      frames.at(-1)?.add("_");
    }
  }
  for (const frame of frames.reverse()) frame.endCommand();
  return found;
}

const plainPiece = /\\.|'[^']*'|\$\(|\|\|?|&&?|[^\\'"$()|&;\n]+|./sy;
const quotedPiece = /\\.|\$\(|[^\\"$]+|./sy;

/** A text that is being read: the whole, or a `$(…)` in it. */
class Frame {
  readonly #isSubstitution: boolean;
  readonly #found: ShellCommand[];
  #command = "";
  #isFirst = true;
  #inDoubleQuotes = false;
  #openParentheses = 0;

  constructor(isSubstitution: boolean, found: ShellCommand[]) {
    this.#isSubstitution = isSubstitution;
    this.#found = found;
  }

  pieceAt(text: string, at: number): string {
    const pattern = this.#inDoubleQuotes ? quotedPiece : plainPiece;
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? text.slice(at);
  }

  /** Takes one piece; tells whether it closes the substitution. */
  read(piece: string): boolean {
    if (piece === '"') {
      this.add("_");
      this.#inDoubleQuotes = !this.#inDoubleQuotes;
      return false;
    }
    if (this.#inDoubleQuotes) return false;
    if (piece === ")" && this.#isSubstitution && this.#openParentheses === 0) {
      this.endCommand();
      return true;
    }
    this.#readPlain(piece);
    return false;
  }

  #readPlain(piece: string): void {
    if (piece === "(") this.#openParentheses++;
    if (piece === ")") this.#openParentheses--;
    if (/^(?:\|\|?|&&?|;|\n)$/.test(piece)) this.endCommand();
    else this.add(/^['\\]./s.test(piece) ? "_" : piece);
  }

  add(text: string): void {
    if (!this.#inDoubleQuotes) this.#command += text;
  }

  endCommand(): void {
    this.#found.push({
      isSubstitution: this.#isSubstitution,
      isFirst: this.#isFirst,
      text: this.#command,
    });
    this.#command = "";
    this.#isFirst = false;
  }
}

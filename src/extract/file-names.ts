import { basename } from "node:path";

/** Leaves room for what makes a name unique below the 255 bytes of most file systems. */
const longest = 120;

/** Hands out the names of one flat directory: the plain name first, then `name@module`, `name@2`, `name@module@2`. */
export class FileNames {
  readonly #taken = new Map<string, number>();

  /** `owner` is the path of the module that defines the script; undefined for the entry module. */
  take(name: string, owner: string | undefined): string {
    const plain = name.slice(0, longest);
    if (this.#claim(plain)) return plain;
    // No dot: what follows it would be a file extension, and node reads `build.json` as JSON.
    const own = owner === undefined ? plain : `${plain}@${label(owner)}`;
    if (this.#claim(own)) return own;
    for (;;) {
      const count = (this.#taken.get(own.toLowerCase()) ?? 1) + 1;
      this.#taken.set(own.toLowerCase(), count);
      if (this.#claim(`${own}@${count}`)) return `${own}@${count}`;
    }
  }

  #claim(fileName: string): boolean {
    const key = fileName.toLowerCase();
    if (this.#taken.has(key)) return false;
    this.#taken.set(key, 1);
    return true;
  }
}

function label(file: string): string {
  return basename(file, ".jh")
    .replace(/[^A-Za-z0-9_-]/g, "_")
    .slice(0, longest);
}

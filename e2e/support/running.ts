import type { ChildProcess } from "node:child_process";
import { after } from "node:test";

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a failed test has left running must not keep the others waiting. */
const children = new Set<ChildProcess>();
after(() => {
  for (const child of children) child.kill("SIGKILL");
});

/** A command that is still running. */
export class Running {
  readonly #child: ChildProcess;
  readonly #ended: Promise<Ended>;
  readonly #watchers = new Set<() => void>();
  #stdout = "";
  #stderr = "";

  constructor(child: ChildProcess) {
    this.#child = child;
    children.add(child);
    child.stdout?.setEncoding("utf8").on("data", (text) => {
      this.#stdout += text;
      for (const look of this.#watchers) look();
    });
    child.stderr?.setEncoding("utf8").on("data", (text) => {
      this.#stderr += text;
      for (const look of this.#watchers) look();
    });
    this.#ended = new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) => {
        children.delete(child);
        resolve({ code, signal, stdout: this.#stdout, stderr: this.#stderr });
        for (const look of this.#watchers) look();
      });
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Resolves when the text is in standard output; rejects when the command ends without it. */
  sees(text: string): Promise<void> {
    return this.#until(() => this.#stdout.includes(text), text);
  }

  /** The same for standard error. */
  complains(text: string): Promise<void> {
    return this.#until(() => this.#stderr.includes(text), text);
  }

  #until(isTrue: () => boolean, text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const seen = isTrue();
        if (!seen && this.#child.exitCode === null && this.#child.signalCode === null) return;
        this.#watchers.delete(look);
        if (seen) resolve();
        else reject(new Error(`ended without "${text}":\n${this.#stdout}\n${this.#stderr}`));
      };
      this.#watchers.add(look);
      look();
    });
  }

  kill(signal: NodeJS.Signals): this {
    this.#child.kill(signal);
    return this;
  }

  /** Takes nothing more of standard output until `readOn`. */
  pauseReading(): this {
    this.#child.stdout?.pause();
    return this;
  }

  readOn(): this {
    this.#child.stdout?.resume();
    return this;
  }

  /** Closes our end of the pipe, as `head` does when it has enough. */
  stopReading(): this {
    this.#child.stdout?.destroy();
    return this;
  }

  end(): Promise<Ended> {
    return this.#ended;
  }
}

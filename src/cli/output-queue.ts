import type { Channel, Descriptor } from "./channel.ts";

interface Piece {
  readonly fd: Descriptor;
  text: string;
  /** The text once its writing has begun, and how much of it is written. */
  bytes?: Uint8Array;
  from: number;
}

interface Waiter {
  readonly upTo: number;
  readonly done: () => void;
}

/** More characters than this should not wait for a reader. */
const limit = 4 * 1024 * 1024;
/** What waits is written in pieces of about this many characters. */
const largestPiece = 64 * 1024;
const retryMs = { first: 1, longest: 16 };
/** How long a reader may take nothing when the user wants the end. */
const patienceMs = 500;

/**
 * Writes in order, at once what the readers take at once, and the rest when they take more. A reader that has gone
 * (`| head -1`) ends the output, not the run.
 */
export class OutputQueue {
  /** Why standard output is incomplete, unless its reader has wished so. */
  failure: string | undefined;
  readonly #open: (fd: Descriptor) => Channel;
  readonly #channels = new Map<Descriptor, Channel>();
  readonly #closed = new Set<Descriptor>();
  readonly #pieces: Piece[] = [];
  #waiting = 0;
  #waiters: Waiter[] = [];
  #retry: NodeJS.Timeout | undefined;
  #delay = retryMs.first;
  #hurried = false;
  #ending = false;
  #patientFrom = 0;

  constructor(open: (fd: Descriptor) => Channel) {
    this.#open = open;
  }

  write(fd: Descriptor, text: string): void {
    if (text === "" || this.#closed.has(fd)) return;
    const last = this.#pieces.at(-1);
    if (last?.fd === fd && last.bytes === undefined && last.text.length < largestPiece) last.text += text;
    else this.#pieces.push({ fd, text, from: 0 });
    this.#waiting += text.length;
    if (this.#retry === undefined) this.#pump();
  }

  /** Resolves when there is room for more output; undefined when there is, or when nobody cares any more. */
  room(): Promise<void> | undefined {
    if (this.#waiting <= limit || this.#hurried) return undefined;
    return this.#below(limit / 2);
  }

  /** Resolves when everything is written, or known never to be. */
  async written(): Promise<void> {
    this.#ending = true;
    this.#patientFrom = performance.now();
    if (this.#waiting > 0) await this.#below(0);
    this.#ending = false;
  }

  /** From now on the end does not wait for a reader that takes nothing. */
  hurry(): void {
    this.#hurried = true;
    this.#patientFrom = performance.now();
    this.#wake();
  }

  #below(upTo: number): Promise<void> {
    return new Promise((done) => this.#waiters.push({ upTo, done }));
  }

  #wake(): void {
    const isOver = ({ upTo }: Waiter) => this.#waiting <= upTo || (this.#hurried && upTo > 0);
    const over = this.#waiters.filter(isOver);
    this.#waiters = this.#waiters.filter((waiter) => !isOver(waiter));
    for (const { done } of over) done();
  }

  /** Writes what the readers take now, and comes again for the rest. */
  #pump(): void {
    this.#retry = undefined;
    for (let piece = this.#pieces[0]; piece !== undefined; piece = this.#pieces[0]) {
      if (!this.#isOver(piece)) {
        this.#retry = setTimeout(() => this.#pump(), this.#delay);
        this.#delay = Math.min(2 * this.#delay, retryMs.longest);
        break;
      }
      this.#pieces.shift();
      this.#waiting -= piece.text.length;
    }
    this.#wake();
  }

  /** Writes more of a piece; true when nothing is left to do for it. */
  #isOver(piece: Piece): boolean {
    const { fd } = piece;
    if (this.#closed.has(fd)) return true;
    try {
      const channel = this.#channelOf(fd);
      piece.bytes ??= Buffer.from(piece.text);
      while (piece.from < piece.bytes.length) {
        const taken = channel(piece.bytes, piece.from);
        if (taken === 0) return this.#isHopeless(fd);
        piece.from += taken;
        this.#delay = retryMs.first;
        this.#patientFrom = performance.now();
      }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      this.#close(fd, code === "EPIPE" ? undefined : message);
    }
    return true;
  }

  #isHopeless(fd: Descriptor): boolean {
    if (!this.#hurried || !this.#ending || performance.now() - this.#patientFrom < patienceMs) return false;
    this.#close(fd, "its reader takes no more");
    this.#patientFrom = performance.now();
    return true;
  }

  #close(fd: Descriptor, reason: string | undefined): void {
    this.#closed.add(fd);
    if (fd === 1) this.failure ??= reason;
  }

  #channelOf(fd: Descriptor): Channel {
    const channel = this.#channels.get(fd) ?? this.#open(fd);
    this.#channels.set(fd, channel);
    return channel;
  }
}

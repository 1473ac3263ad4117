import type { Writable } from 'node:stream';

const width = 24;

/** A bar on a terminal; elsewhere a line at each tenth, so that a log stays short. */
export class Progress {
  readonly #out: Writable & { readonly isTTY?: boolean };
  #tenth = -1;

  constructor(out: Writable & { readonly isTTY?: boolean } = process.stderr) {
    this.#out = out;
  }

  /** `share`: from 0 to 1. */
  show(share: number, words: string): void {
    const filled = Math.round(Math.min(1, share) * width);
    const line = `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${words}`;
    if (this.#out.isTTY) {
      this.#out.write(`\r\u001b[K${line}`);
    } else if (Math.floor(share * 10) !== this.#tenth) {
      this.#tenth = Math.floor(share * 10);
      this.#out.write(`${line}\n`);
    }
  }

  end(): void {
    if (this.#out.isTTY) this.#out.write('\n');
  }
}

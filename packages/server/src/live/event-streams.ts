import { PassThrough, type Readable } from 'node:stream';
import type { Actor, LiveEvent, LiveEvents } from '@hailpoint/messaging';
import { TooManyEventStreamsError } from '../problems/too-many-event-streams-error.js';
import { maySee } from './may-see.js';

/** Bytes that a reader may be behind; then its stream ends, and it comes back and asks everything again. */
const mostUnread = 256 * 1024;
/** Milliseconds after which a browser that lost its stream comes back. */
const retryMs = 2_000;

interface OpenStream {
  readonly actor: Actor;
  readonly sessionToken: string | null;
  readonly output: PassThrough;
  /** Who the caller is by now; `null` when the session or token has ended. */
  readonly refresh: () => Promise<Actor | null>;
}

/** Every open server-sent event stream of this process: one subscription to the domain, any number of readers. */
export class EventStreams {
  readonly #open = new Set<OpenStream>();
  readonly #unsubscribe: () => void;
  readonly #heartbeat: NodeJS.Timeout;
  #closed = false;

  constructor(
    live: LiveEvents,
    private readonly limits: { readonly eventStreamsPerUser: number; readonly heartbeatMs: number },
  ) {
    this.#unsubscribe = live.subscribe((event) => this.#publish(event));
    this.#heartbeat = setInterval(() => void this.beat(), limits.heartbeatMs);
    this.#heartbeat.unref();
  }

  get count(): number {
    return this.#open.size;
  }

  /** @throws TooManyEventStreamsError */
  open(actor: Actor, sessionToken: string | null, refresh: () => Promise<Actor | null>): Readable {
    const mine = [...this.#open].filter((stream) => stream.actor.userId === actor.userId);
    if (mine.length >= this.limits.eventStreamsPerUser)
      throw new TooManyEventStreamsError(this.limits.eventStreamsPerUser);
    const stream: OpenStream = { actor, sessionToken, refresh, output: new PassThrough() };
    stream.output.once('close', () => this.#open.delete(stream));
    stream.output.write(`retry: ${retryMs}\n: connected\n\n`);
    if (this.#closed) stream.output.end();
    else this.#open.add(stream);
    return stream.output;
  }

  /** Signing out ends what the session has open. */
  endSession(sessionToken: string): void {
    for (const stream of this.#open) {
      if (stream.sessionToken === sessionToken) this.#end(stream);
    }
  }

  /** A sign of life for proxies, and the check that the reader may still read. Runs by itself at every heartbeat. */
  async beat(): Promise<void> {
    for (const stream of this.#open) this.#write(stream, ': alive\n\n');
    await Promise.all([...this.#open].map((stream) => this.#checkStillAllowed(stream)));
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#heartbeat);
    this.#unsubscribe();
    for (const stream of this.#open) this.#end(stream);
  }

  #publish(event: LiveEvent): void {
    let chunk: string | null = null;
    for (const stream of this.#open) {
      if (!maySee(stream.actor, event)) continue;
      chunk ??= `data: ${JSON.stringify(event)}\n\n`;
      this.#write(stream, chunk);
    }
  }

  #write(stream: OpenStream, chunk: string): void {
    if (stream.output.writableLength > mostUnread) {
      this.#open.delete(stream);
      stream.output.destroy();
      return;
    }
    stream.output.write(chunk);
  }

  async #checkStillAllowed(stream: OpenStream): Promise<void> {
    try {
      const now = await stream.refresh();
      if (now === null || !sameRoles(now, stream.actor)) this.#end(stream);
    } catch {
      // The database does not answer: the next heartbeat asks again.
    }
  }

  #end(stream: OpenStream): void {
    this.#open.delete(stream);
    stream.output.end();
  }
}

function sameRoles(now: Actor, before: Actor): boolean {
  return now.roles.length === before.roles.length && now.roles.every((role) => before.roles.includes(role));
}

import { setTimeout as delay } from 'node:timers/promises';
import type { CompanyNumber } from '../numbers/company-number.js';
import { withinTime } from '../within-time.js';
import type { CallbackBody } from './callback-body.js';
import type { CallbackRetry } from './callback-retry.js';
import { signatureHeader, signCallback } from './sign-callback.js';

/** `stopped`: the carrier was closed; the event is still owed. */
export type CallbackOutcome = 'acknowledged' | 'givenUp' | 'stopped';

/** Hands events to the company's callback addresses, again and again until one answers 2xx or the tries are used up. */
export class CallbackSender {
  readonly #retry: CallbackRetry;
  readonly #closing: AbortSignal;

  constructor(retry: CallbackRetry, closing: AbortSignal) {
    this.#retry = retry;
    this.#closing = closing;
  }

  /** `number` is asked before every try, because the company may have moved in the meantime. */
  async send(body: CallbackBody, number: () => CompanyNumber | undefined): Promise<CallbackOutcome> {
    const { attempts, firstDelayMs, maximumDelayMs } = this.#retry;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      if (this.#closing.aborted) return 'stopped';
      if (await this.#try(body, number())) return 'acknowledged';
      if (attempt === attempts) break;
      const pause = Math.min(firstDelayMs * 2 ** (attempt - 1), maximumDelayMs);
      await delay(pause, undefined, { signal: this.#closing, ref: false }).catch(() => {});
    }
    return this.#closing.aborted ? 'stopped' : 'givenUp';
  }

  async #try(body: CallbackBody, number: CompanyNumber | undefined): Promise<boolean> {
    const url = body.type === 'receipt' ? number?.statusCallback : number?.inboundCallback;
    if (!url || !number?.secret) return false;
    const content = JSON.stringify(body);
    const signature = signCallback(number.secret, url, content);
    try {
      // Also where the server is gone: Node 20's first fetch of a process waits for ever when the connection is closed while its parser is
      // being made ready.
      return await withinTime(this.#retry.timeoutMs, this.#closing, async (signal) => {
        const headers = { 'content-type': 'application/json', [signatureHeader]: signature };
        const response = await fetch(url, { method: 'POST', headers, body: content, redirect: 'manual', signal });
        await response.arrayBuffer();
        return response.ok;
      });
    } catch {
      // Refused, reset, timed out: all the same to a carrier, which tries again.
      return false;
    }
  }
}

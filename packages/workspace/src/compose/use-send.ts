import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Problem } from '../api/problem.js';
import type { Agreed, Preflight } from '../api/types.js';
import { Unreachable } from '../api/unreachable.js';
import { confirmationsOf } from './confirmations.js';
import { planChanges } from './plan-changes.js';
import { planMeaning } from './plan-meaning.js';
import { keyFor, type SendKey } from './send-key.js';
import type { PreflightQuery, PreflightView } from './use-preflight.js';

export type SendState =
  | { kind: 'idle' }
  | { kind: 'sending' }
  /** Not sent: it would do something else than the agent saw. */
  | { kind: 'changed'; changes: string[] }
  | { kind: 'refused'; error: Error }
  /** No answer: it may have been sent. Trying again with the same key never sends twice. */
  | { kind: 'unreachable' };

interface SendOptions<C, R> {
  composition: C | null;
  view: PreflightView;
  query: (composition: C) => PreflightQuery;
  post: (body: C & Agreed, key: string) => Promise<R>;
  /** Subjects of the confirmations that were given. */
  confirmed: ReadonlySet<string>;
  sendKey: SendKey | null;
  keepKey: (key: SendKey) => void;
  onSent: (result: R) => void;
}

/** Sends what is composed, if it does what the agent saw. */
export function useSend<C extends object, R>(options: SendOptions<C, R>) {
  const client = useQueryClient();
  const [state, setState] = useState<SendState>({ kind: 'idle' });
  const unanswered = useRef<{ key: string; agreed: Agreed } | null>(null);
  const { composition, view, query, post, confirmed } = options;

  const send = async (): Promise<void> => {
    if (composition === null || state.kind === 'sending') return;
    setState({ kind: 'sending' });
    const sendKey = keyFor(composition, options.sendKey);
    options.keepKey(sendKey);
    let seen = view.preflight;
    try {
      let agreed: Agreed;
      if (unanswered.current?.key === sendKey.key) {
        // If the first attempt arrived, its answer is given again; a fresh plan would only confuse.
        agreed = unanswered.current.agreed;
      } else {
        const now = view.current && seen ? seen : await client.fetchQuery(query(composition));
        if (seen && planMeaning(seen) !== planMeaning(now)) {
          setState({ kind: 'changed', changes: planChanges(seen, now) });
          return;
        }
        // An outcome that nobody has seen yet is shown, not carried out.
        if (!seen) {
          setState({ kind: 'idle' });
          return;
        }
        seen = now;
        const given = confirmationsOf(now).filter(({ subject }) => confirmed.has(subject));
        if (!now.sendable || given.length < now.confirmations.length) {
          setState({ kind: 'idle' });
          return;
        }
        agreed = { planId: now.planId, ...(given.length > 0 ? { confirm: given.map(({ code }) => code) } : {}) };
        unanswered.current = { key: sendKey.key, agreed };
      }
      const result = await post({ ...composition, ...agreed }, sendKey.key);
      unanswered.current = null;
      setState({ kind: 'idle' });
      options.onSent(result);
    } catch (error) {
      if (isNoAnswer(error) && unanswered.current) {
        setState({ kind: 'unreachable' });
        return;
      }
      unanswered.current = null;
      const preflight = error instanceof Problem && (error.body.preflight as Preflight | undefined);
      if (preflight) {
        // The refusal says nothing about the moment, which is the one that was seen.
        const { sendAt } = seen ?? {};
        client.setQueryData(query(composition).queryKey, { ...preflight, ...(sendAt && { sendAt }) });
        const changes = seen
          ? planChanges(seen, preflight)
          : [preflight.plan?.explanation ?? 'Look it over once more.'];
        setState({ kind: 'changed', changes });
      } else {
        setState({ kind: 'refused', error: error instanceof Error ? error : new Error(String(error)) });
      }
    }
  };

  /** An earlier attempt may have arrived, and what is composed now is something else. */
  const differsFromUnanswered =
    state.kind === 'unreachable' && composition !== null && keyFor(composition, options.sendKey) !== options.sendKey;
  return { state, send, differsFromUnanswered };
}

/** Whether the send may have been carried out all the same: no answer came, or one from a server or proxy that broke. */
function isNoAnswer(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Problem && [500, 502, 504].includes(error.status));
}

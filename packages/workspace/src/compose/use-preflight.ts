import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, type QueryKey, useQuery } from '@tanstack/react-query';
import type { Preflight } from '../api/types.js';

const DEBOUNCE_MS = 300;

export interface PreflightQuery {
  queryKey: QueryKey;
  queryFn: (context: { signal: AbortSignal }) => Promise<Preflight>;
  staleTime: number;
  gcTime: number;
}

export interface PreflightView {
  /** The newest answer; may be about what was composed a moment ago. */
  preflight: Preflight | undefined;
  /** It is about exactly what is composed now. */
  current: boolean;
  error: Error | null;
}

/** Asks what a send would do, a moment after the last change; an answer that is no longer wanted is cancelled. */
export function usePreflight<C>(composition: C | null, query: (composition: C) => PreflightQuery): PreflightView {
  const [settled] = useDebouncedValue(composition, DEBOUNCE_MS);
  const asked = settled === null || composition === null ? null : settled;
  const answer = useQuery({
    ...(asked === null
      ? { queryKey: ['preflight', 'nothing'], queryFn: () => Promise.reject(new Error('Nothing is composed')) }
      : query(asked)),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  });
  const settledNow = JSON.stringify(asked) === JSON.stringify(composition);
  const isOfThis = settledNow && !answer.isPlaceholderData;
  const shown = isOfThis ? answer.data : answer.data && withoutText(answer.data);
  return {
    preflight: composition === null ? undefined : shown,
    current: isOfThis && answer.isSuccess && !answer.isFetching,
    error: composition === null || !settledNow || answer.isFetching ? null : answer.error,
  };
}

/** What was wrong with an earlier text says nothing of what is written now. */
function withoutText(earlier: Preflight): Preflight {
  return { ...earlier, blockers: earlier.blockers.filter(({ field }) => field !== 'body') };
}

import { useSearchParams } from 'react-router';
import type { InteractionFilter, InteractionSort, InteractionState, InteractionType } from '../api/types.js';
import { stateWords, typeWords } from './interaction-words.js';

const sorts: InteractionSort[] = ['-opened', 'opened', '-updated', 'updated'];

type FilterName = 'q' | 'type' | 'state' | 'sort';

/** The filter lives in the address, so that a list can be shared, bookmarked and come back to. */
export function useInteractionFilter(view: 'mine' | 'all') {
  const [search, setSearch] = useSearchParams();
  const type = search.get('type');
  const state = search.get('state');
  const sort = search.get('sort');
  const q = search.get('q');
  const filter: InteractionFilter = {
    view,
    ...(type && type in typeWords ? { type: type as InteractionType } : {}),
    ...(state && state in stateWords ? { state: state as InteractionState } : {}),
    ...(q ? { q } : {}),
    sort: sorts.find((known) => known === sort) ?? '-updated',
  };
  const set = (name: FilterName, value: string): void => {
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  const clear = (): void => setSearch({}, { replace: true });
  return { filter, set, clear, filtered: Boolean(type || state || q) };
}

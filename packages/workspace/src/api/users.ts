import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { request } from './request.js';
import type { Page, User, UserDraft } from './types.js';
import { withQuery } from './with-query.js';

/** People of the directory whose names begin with the words. */
export function useUsers(q: string, kind: string | undefined, enabled: boolean) {
  return useQuery({
    queryKey: ['users', q, kind],
    queryFn: ({ signal }) => request<Page<User>>('GET', withQuery('/users', { q, kind, limit: 20 }), { signal }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useCreateUser() {
  return useMutation({ mutationFn: (draft: UserDraft) => request<User>('POST', '/users', { body: draft }) });
}

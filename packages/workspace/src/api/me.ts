import { useQuery } from '@tanstack/react-query';
import { request } from './request.js';
import type { Me, Role } from './types.js';

export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => request<Me>('GET', '/me', { signal }),
    staleTime: 300_000,
  });
}

/** Whether the signed-in person has the role. False while that is not known. */
export function useHasRole(role: Role): boolean {
  return useMe().data?.user.roles.includes(role) ?? false;
}

export function signOut(): Promise<void> {
  return request('POST', '/sign-out');
}

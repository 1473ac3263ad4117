import { useQuery } from '@tanstack/react-query';
import { request } from './request.js';
import type { GuideItem } from './types.js';

/** What can be tried, and which record shows it. Empty outside demo data. */
export function useGuide() {
  return useQuery({
    queryKey: ['guide'],
    queryFn: ({ signal }) => request<{ items: GuideItem[] }>('GET', '/guide', { signal }),
    staleTime: 300_000,
  });
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from './request.js';
import type { NotificationList } from './types.js';

export function useNotifications() {
  return useQuery({
    queryKey: ['notifications'],
    queryFn: ({ signal }) => request<NotificationList>('GET', '/notifications?limit=20', { signal }),
  });
}

/** `ids` absent: all of them. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids?: string[]) => request('POST', '/notifications/read', { body: ids ? { ids } : {} }),
    onMutate: (ids) => {
      client.setQueryData<NotificationList>(['notifications'], (list) => list && markedRead(list, ids));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['notifications'] }),
  });
}

function markedRead(list: NotificationList, ids?: string[]): NotificationList {
  const marks = (id: string): boolean => ids === undefined || ids.includes(id);
  const newlyRead = list.items.filter((item) => !item.read && marks(item.id)).length;
  return {
    ...list,
    items: list.items.map((item) => (marks(item.id) ? { ...item, read: true } : item)),
    unread: ids === undefined ? 0 : Math.max(0, list.unread - newlyRead),
  };
}

import { ActionIcon, Button, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell, IconBellOff } from '@tabler/icons-react';
import { useMarkRead, useNotifications } from '../api/notifications.js';
import { EmptyState } from '../theme/empty-state.js';
import { NotificationItem } from './notification-item.js';
import classes from './notifications.module.css';
import { useArrivalToasts } from './use-arrival-toasts.js';

/** The bell: how many are unread, and the newest of them. */
export function NotificationsMenu() {
  const [opened, { toggle, close }] = useDisclosure(false);
  const notifications = useNotifications();
  const markRead = useMarkRead();
  useArrivalToasts(notifications.data?.items);
  const unread = notifications.data?.unread ?? 0;
  const items = notifications.data?.items ?? [];
  return (
    <Popover
      opened={opened}
      onChange={(next) => !next && close()}
      position="bottom-end"
      width={380}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          onClick={toggle}
          aria-label={unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`}
          data-testid="notifications-open"
          className={classes.bell}
        >
          <IconBell size={20} stroke={1.7} />
          {unread > 0 ? (
            <span className={classes.unread} data-testid="notifications-unread">
              {unread > 99 ? '99+' : unread}
            </span>
          ) : null}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label="Notifications" className={classes.dropdown}>
        <div className={classes.head}>
          <h2 className={classes.title}>Notifications</h2>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-disabled={unread === 0}
            data-disabled={unread === 0 || undefined}
            onClick={() => unread > 0 && markRead.mutate(undefined)}
          >
            Mark all read
          </Button>
        </div>
        {items.length === 0 ? (
          <EmptyState icon={<IconBellOff size={22} stroke={1.6} />} title="Nothing yet">
            When a customer replies or a message fails, it shows here.
          </EmptyState>
        ) : (
          <ul className={classes.list}>
            {items.map((item) => (
              <NotificationItem
                key={item.id}
                notification={item}
                onOpen={() => {
                  if (!item.read) markRead.mutate([item.id]);
                  close();
                }}
                onRead={() => markRead.mutate([item.id])}
              />
            ))}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

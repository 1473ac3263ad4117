import { Button, Group, Modal, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useBlocker } from 'react-router';

/**
 * Asks before unsaved changes are left behind. Render `dialog`; call `release` before leaving on purpose.
 * @param to what they would be made
 */
export function useUnsavedGuard(dirty: boolean, to = 'this record') {
  const released = useRef(false);
  // Another tab of the same record keeps the form, so it is not leaving.
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty && !released.current && recordOf(currentLocation.pathname) !== recordOf(nextLocation.pathname),
  );
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);
  const stay = (): void => blocker.reset?.();
  const dialog = (
    <Modal
      opened={blocker.state === 'blocked'}
      onClose={stay}
      title="Leave without saving?"
      closeButtonProps={{ 'aria-label': 'Keep editing' }}
    >
      <Text mb="lg">Your changes to {to} are not saved. If you leave now, they are gone.</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={stay} data-autofocus>
          Keep editing
        </Button>
        <Button color="red" onClick={() => blocker.proceed?.()}>
          Leave and lose changes
        </Button>
      </Group>
    </Modal>
  );
  const release = (): void => {
    released.current = true;
  };
  return { dialog, release };
}

function recordOf(pathname: string): string {
  const parts = pathname.split('/');
  // Below "admin" every page is a place of its own.
  return parts[1] === 'admin' ? pathname : parts.slice(0, 3).join('/');
}

import { Button, Modal } from '@mantine/core';

/** The session ended while the page was open. The page stays as it is behind this, so nothing typed is lost. */
export function SessionEnded({ opened, onRetry }: { opened: boolean; onRetry: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onRetry}
      withCloseButton={false}
      title="You are signed out"
      closeOnClickOutside={false}
    >
      <p>
        Your session has ended. Open a new sign-in link in another tab of this browser, then come back: what you typed
        is still here.
      </p>
      <Button onClick={onRetry} data-autofocus>
        I am signed in again
      </Button>
    </Modal>
  );
}

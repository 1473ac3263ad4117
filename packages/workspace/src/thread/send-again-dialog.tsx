import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useResend } from '../api/messages.js';
import { randomId } from '../api/random-id.js';
import type { Message } from '../api/types.js';
import { Notice } from '../theme/notice.js';

interface SendAgainDialogProps {
  message: Message;
  opened: boolean;
  onClose: () => void;
}

/** Sending again what may have gone out is agreed to here, and nowhere else. */
export function SendAgainDialog({ message, opened, onClose }: SendAgainDialogProps) {
  // One key for one opening: pressing twice, or again after no answer came, sends once.
  const [key, setKey] = useState(randomId);
  const resend = useResend(message);
  const close = () => {
    setKey(randomId());
    resend.reset();
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title="Send it again?"
      size={500}
      closeButtonProps={{ 'aria-label': 'Do not send it again' }}
    >
      <Stack gap="lg">
        <Notice tone="warn" title="The customer may get it twice">
          It is not known whether the carrier has this message. If it does, the customer gets the same text a second
          time.
        </Notice>
        <Text className="quoted">{message.body}</Text>
        {resend.error ? (
          <Notice tone="bad" role="alert" title="Not sent again">
            {resend.error.message}
          </Notice>
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Do not send
          </Button>
          <Button
            loading={resend.isPending}
            onClick={() => resend.mutate(key, { onSuccess: close })}
            data-testid="send-again-confirm"
          >
            Send again, it may arrive twice
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

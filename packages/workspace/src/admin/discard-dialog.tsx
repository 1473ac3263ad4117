import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useDiscardEvent } from '../api/carrier-events.js';
import type { CarrierEvent } from '../api/types.js';
import { exactTime } from '../shell/time-words.js';
import { Notice } from '../theme/notice.js';

interface DiscardDialogProps {
  event: CarrierEvent;
  /** It is kept. */
  onClose: () => void;
  onDiscarded: () => void;
}

export function DiscardDialog({ event, onClose, onDiscarded }: DiscardDialogProps) {
  const [note, setNote] = useState('');
  const discard = useDiscardEvent();
  return (
    <Modal opened onClose={onClose} title="Discard this event" closeButtonProps={{ 'aria-label': 'Keep it' }}>
      <form
        onSubmit={(submit) => {
          submit.preventDefault();
          discard.mutate({ id: event.id, note }, { onSuccess: onDiscarded });
        }}
      >
        <Stack gap="lg">
          <Text>
            Received {exactTime(event.receivedAt)} through {event.plugin}. A message in it will never reach an agent.
          </Text>
          {discard.error ? (
            <Notice tone="bad" role="alert" title="Not discarded">
              {discard.error.message}
            </Notice>
          ) : null}
          <Textarea
            label="Why"
            description="Without names and numbers of customers"
            required
            maxLength={500}
            autosize
            minRows={2}
            value={note}
            onChange={(change) => setNote(change.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Keep it
            </Button>
            <Button type="submit" loading={discard.isPending} disabled={note.trim() === ''}>
              Discard
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

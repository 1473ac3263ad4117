import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useCloseInteraction } from '../api/interactions.js';
import type { ClosedState, Interaction } from '../api/types.js';
import { Notice } from '../theme/notice.js';

interface CloseDialogProps {
  interaction: Interaction;
  opened: boolean;
  onClose: () => void;
}

export function CloseDialog({ interaction, opened, onClose }: CloseDialogProps) {
  const [state, setState] = useState<ClosedState>('closed_complete');
  const [reason, setReason] = useState<'agent_ended' | 'no_response'>('agent_ended');
  const close = useCloseInteraction(interaction.number);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Close ${interaction.number}`}
      closeButtonProps={{ 'aria-label': 'Keep it open' }}
    >
      <Stack gap="lg">
        <Text>
          Closed is final.{' '}
          {interaction.type === 'messaging'
            ? 'When the customer writes again, a new conversation starts.'
            : 'No message can be composed from it afterwards.'}
        </Text>
        {close.error ? (
          <Notice tone="bad" role="alert" title="Not closed">
            {close.error.message}
          </Notice>
        ) : null}
        <Radio.Group label="State" value={state} onChange={(value) => setState(value as ClosedState)}>
          <Stack gap={8} mt={8}>
            <Radio value="closed_complete" label="Closed complete" description="What the customer needed is done" />
            <Radio value="closed_abandoned" label="Closed abandoned" description="It was left unfinished" />
          </Stack>
        </Radio.Group>
        <Radio.Group
          label="Reason"
          value={reason}
          onChange={(value) => setReason(value as 'agent_ended' | 'no_response')}
        >
          <Stack gap={8} mt={8}>
            <Radio value="agent_ended" label="Ended by me" />
            <Radio value="no_response" label="No response from the customer" />
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Keep it open
          </Button>
          <Button
            loading={close.isPending}
            onClick={() => close.mutate({ state, reason }, { onSuccess: onClose })}
            data-testid="close-confirm"
          >
            Close interaction
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

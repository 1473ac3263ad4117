import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useClipboard, useDisclosure } from '@mantine/hooks';
import { IconPaperclip } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMe } from '../api/me.js';
import { useCancelScheduled } from '../api/scheduled.js';
import type { ScheduledMessage } from '../api/types.js';
import { Notice } from '../theme/notice.js';
import { Tag } from '../theme/tag.js';
import classes from './scheduled.module.css';
import { composeAddress, isOpen, scheduledStates } from './scheduled-words.js';
import { SendMomentTimes } from './send-moment.js';

/** One scheduled message: when, to whom, what, why it was not sent, and what can be done. */
export function ScheduledItem({ scheduled, showRecord }: { scheduled: ScheduledMessage; showRecord: boolean }) {
  const { id, state, sendAt, interaction, recipientId, preflight, body, attachments, agent, cause, message } =
    scheduled;
  const me = useMe().data?.user.id;
  const mine = agent.id === me;
  const { words, tone } = scheduledStates[state];
  const name = preflight.person?.name ?? null;
  return (
    <li className={classes.item} data-testid={`scheduled-${id}`} data-state={state}>
      <div className={classes.head}>
        <span>
          <SendMomentTimes at={sendAt.at} recipientZone={sendAt.recipientZone} name={name} />
        </span>
        <Tag tone={tone}>{words}</Tag>
      </div>
      <p className={classes.to}>
        To {name ? <strong>{name}</strong> : null} <span className="number">{recipientId}</span>
        {showRecord ? (
          <>
            {' '}
            from{' '}
            <Link to={`/interactions/${interaction}`} className="number">
              {interaction}
            </Link>
          </>
        ) : null}
        {mine ? null : <span className="muted"> · scheduled by {agent.name}</span>}
      </p>
      <p className={classes.body}>{body}</p>
      {attachments.length > 0 ? (
        <p className={classes.files}>
          <IconPaperclip size={16} stroke={1.7} aria-hidden />
          {attachments.map(({ fileName }) => fileName).join(', ')}
        </p>
      ) : null}
      {cause?.reason && state === 'needs_attention' ? (
        <Notice tone="bad" title="Why it was not sent">
          {cause.reason}
        </Notice>
      ) : cause?.reason ? (
        <p className={classes.files}>{cause.reason}</p>
      ) : null}
      {message ? (
        <p className={classes.files}>
          Sent in{' '}
          <Link to={`/interactions/${message.interaction}`} className="number">
            {message.interaction}
          </Link>
        </p>
      ) : null}
      {isOpen(scheduled) ? <Actions scheduled={scheduled} mine={mine} /> : null}
    </li>
  );
}

function Actions({ scheduled, mine }: { scheduled: ScheduledMessage; mine: boolean }) {
  const [asking, dialog] = useDisclosure(false);
  const cancel = useCancelScheduled();
  const clipboard = useClipboard();
  const { id, state, cause } = scheduled;
  // A closed record composes nothing any more; its text can still be taken elsewhere.
  const ended = cause?.code === 'interaction_closed';
  return (
    <div className={classes.actions}>
      {mine && !ended ? (
        <Button
          component={Link}
          to={composeAddress(scheduled)}
          size="sm"
          variant={state === 'needs_attention' ? 'filled' : 'default'}
          data-testid="scheduled-edit"
        >
          {state === 'needs_attention' ? 'Open Compose with this text' : 'Edit'}
        </Button>
      ) : null}
      {ended ? (
        <Button size="sm" variant="default" onClick={() => clipboard.copy(scheduled.body)} data-testid="scheduled-copy">
          Copy the text
        </Button>
      ) : null}
      <Button size="sm" variant="default" onClick={dialog.open} data-testid="scheduled-cancel">
        {state === 'needs_attention' ? 'Discard' : 'Cancel sending'}
      </Button>
      <span role="status" className="muted small">
        {clipboard.copied ? 'Copied.' : clipboard.error ? 'Not copied. Select the text above and copy it.' : ''}
      </span>
      <Modal
        opened={asking}
        onClose={dialog.close}
        title={state === 'needs_attention' ? 'Discard this message?' : 'Cancel this message?'}
        closeButtonProps={{ 'aria-label': 'Keep it' }}
      >
        <Stack gap="lg">
          <Text>
            It will not be sent.{' '}
            {mine ? 'Its text stays in the list of canceled ones.' : `${scheduled.agent.name} is told.`}
          </Text>
          {cancel.error ? (
            <Notice tone="bad" role="alert" title="Not canceled">
              {cancel.error.message}
            </Notice>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={dialog.close}>
              Keep it
            </Button>
            <Button
              loading={cancel.isPending}
              onClick={() => cancel.mutate(id, { onSuccess: dialog.close })}
              data-testid="scheduled-cancel-confirm"
            >
              {state === 'needs_attention' ? 'Discard' : 'Cancel sending'}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </div>
  );
}

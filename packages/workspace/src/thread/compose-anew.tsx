import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useHasRole } from '../api/me.js';
import type { Message } from '../api/types.js';
import { offerDraft } from '../compose/offer-draft.js';
import classes from './thread.module.css';

interface ComposeAnewProps {
  message: Message;
  /** Number of the record that the conversation was composed from. */
  record: string;
}

/** A message that was not sent is not tried again: the same text, with the outcome as it would be now, and from another sender if need be. */
export function ComposeAnew({ message, record }: ComposeAnewProps) {
  const agent = useHasRole('agent_workspace_user');
  if (!agent) return null;
  return (
    <Button
      component={Link}
      to={`/interactions/${record}?compose=1`}
      size="compact-sm"
      variant="default"
      className={classes.anew}
      onClick={() => offerDraft(record, message.body)}
      data-testid="compose-anew"
    >
      Compose it anew
    </Button>
  );
}

import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type ConsentQuestion, useRecordConsent } from '../api/consents.js';
import { Problem } from '../api/problem.js';
import type { ConsentAction, ConsentChangeResult, ConsentGroup, ConsentOverview } from '../api/types.js';
import { PersonPicker } from '../record/person-picker.js';
import { Notice } from '../theme/notice.js';
import classes from './consent.module.css';
import { actionWords, effectsOf } from './consent-words.js';

interface ConsentDialogProps {
  question: ConsentQuestion;
  overview: ConsentOverview;
  group: ConsentGroup;
  action: ConsentAction;
  requireOptIn: boolean;
  onClose: () => void;
  onRecorded: (result: ConsentChangeResult) => void;
}

/** Says what will happen, and asks for the proof. */
export function ConsentDialog(props: ConsentDialogProps) {
  const { question, overview, group, action, requireOptIn, onClose, onRecorded } = props;
  const { channel, recipientId } = overview;
  const record = useRecordConsent(question);
  const [note, setNote] = useState('');
  const [person, setPerson] = useState(overview.person);
  const words = actionWords[action];
  const errors = record.error instanceof Problem ? record.error.fieldErrors() : {};
  const elsewhere = record.error && !errors['note'] && !errors['userId'];
  const incomplete = note.trim() === '' || (action === 'opt_in' && person === null);
  return (
    <Modal opened onClose={onClose} title={words.title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (incomplete) return;
          record.mutate(
            {
              channel,
              recipientId,
              senderGroup: group.senderGroup,
              action,
              ...(action === 'opt_in' && person ? { userId: person.id } : {}),
              note: note.trim(),
            },
            { onSuccess: onRecorded },
          );
        }}
      >
        <Stack gap="lg">
          <ul className={classes.effects} data-testid="consent-effects">
            {effectsOf(action, { recipientId, group, person, holder: overview.person, requireOptIn }).map((effect) => (
              <li key={effect}>{effect}</li>
            ))}
          </ul>
          {elsewhere ? (
            <Notice tone="bad" role="alert" title="Nothing was recorded">
              {errors['action'] ?? errors['senderGroup'] ?? record.error?.message}
            </Notice>
          ) : null}
          {action === 'opt_in' ? (
            <PersonPicker
              label="Who opted in"
              name="Who opted in"
              value={person}
              onChange={setPerson}
              error={errors['userId']}
              testId="consent-person"
            />
          ) : null}
          <Textarea
            label="Proof"
            description="Who said so, when and how"
            required
            maxLength={1_000}
            autosize
            minRows={2}
            maxRows={8}
            value={note}
            error={errors['note']}
            onChange={(event) => setNote(event.currentTarget.value)}
            data-autofocus
            data-testid="consent-note"
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={record.isPending} disabled={incomplete} data-testid="consent-confirm">
              {words.button}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

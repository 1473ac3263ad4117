import { Button, Radio, Stack } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useAssociateInteraction } from '../api/interactions.js';
import { useHasRole } from '../api/me.js';
import { useNumberOwners } from '../api/number-owners.js';
import type { ConversationDetails, Interaction, Person } from '../api/types.js';
import { Choice } from '../compose/choice.js';
import { PersonPicker } from '../record/person-picker.js';
import { Notice } from '../theme/notice.js';
import { ownerOutcome, ownerQuestion } from './owner-question.js';
import classes from './thread.module.css';

const SOMEBODY_ELSE = 'somebody-else';

interface AssociatePanelProps {
  interaction: Interaction;
  conversation: ConversationDetails;
}

/** Asks whose the number is, where that is not known or not sure, and says what the answer does before it is given. */
export function AssociatePanel({ interaction, conversation }: AssociatePanelProps) {
  const { channel, recipientId, guest } = conversation;
  const agent = useHasRole('agent_workspace_user');
  const owners = useNumberOwners(channel, recipientId, agent);
  const associate = useAssociateInteraction(interaction.number);
  const [opened, setOpened] = useState(false);
  const [choice, setChoice] = useState<string | null>(null);
  const [picked, setPicked] = useState<Person | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that had the focus is gone.
    if (done !== null || opened) place.current?.focus();
  }, [done, opened]);

  const owner = owners.data?.owner ?? null;
  // Of an address that nobody can read it is not known whose it is: then only a guest's is asked about.
  const known = guest || owners.data?.owner !== undefined;
  const question = owners.data && agent && known ? ownerQuestion(guest, owner, owners.data.users ?? []) : null;
  if (done !== null) {
    return (
      <div className={classes.place} ref={place} tabIndex={-1}>
        <Notice tone="good" role="status">
          {done}
        </Notice>
      </div>
    );
  }
  if (!question) return null;
  const { title, text, candidates } = question;
  const asking = opened || (guest && candidates.length > 0);
  const chosen = choice === SOMEBODY_ELSE ? picked : (candidates.find(({ id }) => id === choice) ?? null);
  const submit = (person: Person): void =>
    associate.mutate(
      { version: interaction.version, user: person.id },
      { onSuccess: () => setDone(`The number is ${person.name}'s now, and this conversation goes on with them.`) },
    );
  return (
    <section className={classes.place} aria-label={title} ref={place} tabIndex={-1}>
      <Notice tone="info" title={title}>
        {text}
        {asking ? null : (
          <div>
            <Button variant="default" size="xs" mt={8} onClick={() => setOpened(true)}>
              {guest ? 'Say whose it is' : 'It is somebody else'}
            </Button>
          </div>
        )}
      </Notice>
      {asking ? (
        <Stack gap={12} mt={12}>
          <Radio.Group label="The number is of" value={choice} onChange={setChoice}>
            <Stack gap={8} mt={6}>
              {candidates.map(({ id, name }) => (
                <Choice key={id} value={id} title={name} detail="Has this number in their record" />
              ))}
              <Choice value={SOMEBODY_ELSE} title="Somebody else" detail="Search the directory" />
            </Stack>
          </Radio.Group>
          {choice === SOMEBODY_ELSE ? (
            <PersonPicker label="Person" name="person" value={picked} onChange={setPicked} testId="associate-person" />
          ) : null}
          {associate.error ? (
            <Notice tone="bad" role="alert" title="Not changed">
              {associate.error.message}
            </Notice>
          ) : null}
          <div role="status">{chosen ? ownerOutcome(owner, chosen) : null}</div>
          <div>
            <Button
              disabled={!chosen}
              loading={associate.isPending}
              onClick={() => chosen && submit(chosen)}
              data-testid="associate-confirm"
            >
              {chosen ? `The number is ${chosen.name}'s` : 'Choose a person'}
            </Button>
          </div>
        </Stack>
      ) : null}
    </section>
  );
}

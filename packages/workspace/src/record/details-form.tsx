import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useUpdateInteraction } from '../api/interactions.js';
import { Problem } from '../api/problem.js';
import type { Interaction } from '../api/types.js';
import { isClosed } from '../interactions/interaction-words.js';
import { Card } from '../theme/card.js';
import { Notice } from '../theme/notice.js';
import { ClosedNotice } from './closed-notice.js';
import { detailsErrors } from './details-errors.js';
import { DetailsFields } from './details-fields.js';
import classes from './details-form.module.css';
import { detailsPatch } from './details-patch.js';
import { fieldWords } from './details-values.js';
import { MergeNotice } from './merge-notice.js';
import type { DetailsForm as Form } from './use-details-form.js';

/** The Details tab: change, then Save or Discard. */
export function DetailsForm({ interaction, form }: { interaction: Interaction; form: Form }) {
  const client = useQueryClient();
  const update = useUpdateInteraction(interaction.number);
  const [outcome, setOutcome] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const { changed } = form;
  const save = (): void => {
    if (changed.length === 0 || update.isPending) return;
    setOutcome('');
    setRefusal(null);
    update.mutate(
      { version: form.version, patch: detailsPatch(form.values, changed) },
      {
        onSuccess: () => setOutcome('Saved'),
        onError: (error) => {
          if (error instanceof Problem && error.status === 412) {
            // The newer version arrives as the record itself, and is merged into the form.
            void client.invalidateQueries({ queryKey: ['interaction', interaction.number] });
            return;
          }
          const { fields, rest } = detailsErrors(error);
          form.setErrors(fields);
          setRefusal(rest);
        },
      },
    );
  };
  const closed = isClosed(interaction.state);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {closed ? <ClosedNotice interaction={interaction} /> : null}
      <MergeNotice form={form} />
      <Card label="Details">
        {interaction.type === 'messaging' && !closed ? (
          <p className={classes.hint}>
            The people of a conversation follow from its messages. You can change its description, state and assignment.
          </p>
        ) : null}
        <DetailsFields {...form} mode={closed ? 'closed' : 'edit'} />
      </Card>
      {refusal ? (
        <div className={classes.refusal}>
          <Notice tone="bad" role="alert" title="Not saved">
            {refusal}
          </Notice>
        </div>
      ) : null}
      {closed ? null : (
        <div className={classes.bar} data-dirty={changed.length > 0 || undefined}>
          <p className={classes.summary} role="status">
            {changed.length > 0
              ? `${changed.length} unsaved: ${changed.map((name) => fieldWords[name]).join(', ')}`
              : outcome || 'No unsaved changes'}
          </p>
          <Button
            variant="default"
            onClick={() => {
              form.discard();
              setRefusal(null);
              setOutcome('Changes discarded');
            }}
            disabled={changed.length === 0}
          >
            Discard
          </Button>
          <Button type="submit" loading={update.isPending} disabled={changed.length === 0} data-testid="details-save">
            Save
          </Button>
        </div>
      )}
    </form>
  );
}

import { Button, Radio, Stack } from '@mantine/core';
import { stateWords } from '../interactions/interaction-words.js';
import { Notice } from '../theme/notice.js';
import { sameValue } from './changed-fields.js';
import classes from './details-form.module.css';
import { type DetailsField, type DetailsValues, fieldWords } from './details-values.js';
import type { DetailsForm } from './use-details-form.js';

/** Somebody saved this record while it was being edited: what they changed, and whose value stays where both did. */
export function MergeNotice({ form }: { form: DetailsForm }) {
  const { taken, conflicts, values, mine, base, choose, dismiss } = form;
  if (taken.length === 0 && conflicts.length === 0) return null;
  return (
    <Stack mb="md">
      <Notice tone="warn" role="alert" title="Somebody else changed this record while you were editing">
        <p style={{ margin: '4px 0 0' }}>
          {taken.length > 0
            ? `Their changes were taken over: ${taken.map((name) => `${fieldWords[name]} is now ${words(base, name)}`).join('; ')}. `
            : ''}
          {conflicts.length > 0
            ? 'You both changed the fields below. Choose, then press Save.'
            : 'Your own changes are still here and not saved yet.'}
        </p>
        {conflicts.length > 0 ? (
          <ul className={classes.conflicts}>
            {conflicts.map((name) => (
              <li key={name} className={classes.conflict}>
                <Radio.Group
                  size="sm"
                  label={fieldWords[name]}
                  value={sameValue(values[name], base[name]) ? 'theirs' : 'mine'}
                  onChange={(whose) => choose(name, whose as 'mine' | 'theirs')}
                >
                  <Stack gap={6} mt={6}>
                    <Radio value="mine" label={`Keep mine: ${words(mine, name)}`} />
                    <Radio value="theirs" label={`Take theirs: ${words(base, name)}`} />
                  </Stack>
                </Radio.Group>
              </li>
            ))}
          </ul>
        ) : null}
        <Button variant="default" size="xs" mt="sm" onClick={dismiss}>
          Understood
        </Button>
      </Notice>
    </Stack>
  );
}

function words(values: DetailsValues, field: DetailsField): string {
  if (field === 'state') return stateWords[values.state];
  const value = values[field];
  if (value === null || value === '') return 'empty';
  return typeof value === 'object' ? value.name : `“${value}”`;
}

import { Button, NumberInput, Switch } from '@mantine/core';
import { useState } from 'react';
import { usePutChannel } from '../api/admin.js';
import { Problem } from '../api/problem.js';
import type { ChannelConfiguration } from '../api/types.js';
import { Tag } from '../theme/tag.js';
import classes from './admin.module.css';

const originWords = { default: 'Default', file: 'File', override: 'Set here' } as const;

type Values = Pick<
  ChannelConfiguration,
  'active' | 'order' | 'checkActiveRecipientProfile' | 'manualRecipientEntry' | 'requireOptIn'
>;

function valuesOf(channel: ChannelConfiguration): Values {
  const { active, order, checkActiveRecipientProfile, manualRecipientEntry, requireOptIn } = channel;
  return { active, order, checkActiveRecipientProfile, manualRecipientEntry, requireOptIn };
}

/** One channel, saved by itself. */
export function ChannelRow({ channel }: { channel: ChannelConfiguration }) {
  const saved = valuesOf(channel);
  const [edited, setEdited] = useState<Partial<Values>>({});
  const [outcome, setOutcome] = useState('');
  const put = usePutChannel(channel.channel);
  const values = { ...saved, ...edited };
  const dirty = JSON.stringify(values) !== JSON.stringify(saved);
  const set = (part: Partial<Values>): void => {
    setOutcome('');
    setEdited((before) => ({ ...before, ...part }));
  };
  const save = (): void =>
    put.mutate(values, {
      onSuccess: () => {
        setEdited({});
        setOutcome('Saved');
      },
    });
  const { name, locked, plugins } = channel;
  const errors = put.error instanceof Problem ? put.error.fieldErrors() : {};
  return (
    <tr data-testid={`channel-row-${channel.channel}`}>
      <th scope="row" className={classes.name}>
        {name}
        <span className="muted small">{channel.channel}</span>
      </th>
      <td data-label="Application">
        {plugins.length > 0 ? (
          plugins.map((plugin) => <code key={plugin}>{plugin}</code>)
        ) : (
          <Tag tone="warn">Nothing carries it</Tag>
        )}
      </td>
      <td data-label="Active">
        <Switch
          aria-label={`${name}: active`}
          checked={values.active}
          disabled={locked}
          onChange={(event) => set({ active: event.currentTarget.checked })}
        />
      </td>
      <td data-label="Order">
        <NumberInput
          className={classes.order}
          size="sm"
          hideControls
          aria-label={`${name}: order`}
          value={values.order}
          disabled={locked}
          error={errors['order']}
          allowDecimal={false}
          onChange={(order) => set({ order: Number(order) })}
        />
      </td>
      <td data-label="Check if active recipient profile exists">
        <Switch
          aria-label={`${name}: check if active recipient profile exists`}
          checked={values.checkActiveRecipientProfile}
          disabled={locked}
          onChange={(event) => set({ checkActiveRecipientProfile: event.currentTarget.checked })}
        />
      </td>
      <td data-label="Show option to enter recipient ID manually">
        <Switch
          aria-label={`${name}: show option to enter recipient ID manually`}
          checked={values.manualRecipientEntry}
          disabled={locked}
          onChange={(event) => set({ manualRecipientEntry: event.currentTarget.checked })}
        />
      </td>
      <td data-label="Only people who opted in">
        <Switch
          aria-label={`${name}: only people who opted in`}
          checked={values.requireOptIn}
          disabled={locked}
          onChange={(event) => set({ requireOptIn: event.currentTarget.checked })}
        />
      </td>
      <td data-label="From">
        <Tag tone={channel.origin === 'override' ? 'accent' : 'neutral'}>{originWords[channel.origin]}</Tag>
        {locked ? <span className="muted small"> locked by the file</span> : null}
      </td>
      <td className={classes.save}>
        <Button
          size="sm"
          variant={dirty ? 'filled' : 'default'}
          disabled={!dirty}
          loading={put.isPending}
          onClick={save}
          aria-label={`Save ${name}`}
        >
          Save
        </Button>
        <span className={put.error ? classes.error : 'muted small'} role="status">
          {put.error?.message ?? outcome}
        </span>
      </td>
    </tr>
  );
}

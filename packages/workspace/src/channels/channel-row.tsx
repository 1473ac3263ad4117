import { Button, NumberInput, Switch } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { Link } from 'react-router';
import classes from '../admin/admin.module.css';
import type { ChannelConfiguration } from '../api/types.js';
import { MoveButtons } from '../plugins/move-buttons.js';
import { Tag } from '../theme/tag.js';
import type { ChannelValues } from './channel-values.js';
import styles from './channels.module.css';

const originWords = { default: 'Default', file: 'File', override: 'Set here' } as const;
const DRAGGED = 'application/x-hailpoint-channel';

interface ChannelRowProps {
  /** With what was edited. */
  channel: ChannelConfiguration;
  index: number;
  count: number;
  unsaved: boolean;
  error: string | undefined;
  onSet: (part: Partial<ChannelValues>) => void;
  /** Its number is about to be typed, or was. */
  onOrderFocus: (focused: boolean) => void;
  onMove: (to: number, button: HTMLButtonElement) => void;
  /** Another one is put at this place. */
  onDrop: (channel: string) => void;
  onTakeBack: (() => void) | null;
}

/** A channel in the table; it is dragged by its handle, or moved by its buttons. */
export function ChannelRow(props: ChannelRowProps) {
  const { channel, index, count, unsaved, error, onSet, onOrderFocus, onMove, onDrop, onTakeBack } = props;
  const { name, locked, plugins, origin } = channel;
  const [over, setOver] = useState(false);
  const dragOver = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    setOver(true);
  };
  const toggle = (
    field: 'active' | 'checkActiveRecipientProfile' | 'manualRecipientEntry' | 'requireOptIn',
    words: string,
  ) => (
    <Switch
      aria-label={`${name}: ${words}`}
      checked={channel[field]}
      disabled={locked}
      onChange={(event) => onSet({ [field]: event.currentTarget.checked })}
    />
  );
  return (
    <tr
      data-testid={`channel-row-${channel.channel}`}
      data-channel={channel.channel}
      data-over={over || undefined}
      onDragOver={dragOver}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onDrop(event.dataTransfer.getData(DRAGGED));
      }}
    >
      <td className={styles.move}>
        {/* The buttons beside it do the same. */}
        <span
          className={styles.handle}
          draggable
          aria-hidden
          title={`Drag ${name} to another place`}
          onDragStart={(event) => {
            event.dataTransfer.setData(DRAGGED, channel.channel);
            event.dataTransfer.effectAllowed = 'move';
          }}
        >
          <IconGripVertical size={18} stroke={1.7} />
        </span>
        <MoveButtons name={name} index={index} count={count} onMove={onMove} />
      </td>
      <th scope="row" className={classes.name}>
        {name}
        <span className="muted small">{channel.channel}</span>
      </th>
      <td data-label="Application">
        {plugins.length > 0 ? (
          plugins.map((plugin) => (
            <Link key={plugin} to={`/admin/plugins/${encodeURIComponent(plugin)}`} className={styles.plugin}>
              {plugin}
            </Link>
          ))
        ) : (
          <Tag tone="warn">Nothing carries it</Tag>
        )}
      </td>
      <td data-label="Active">{toggle('active', 'active')}</td>
      <td data-label="Order">
        <NumberInput
          className={classes.order}
          size="sm"
          hideControls
          aria-label={`${name}: order`}
          value={channel.order}
          disabled={locked}
          error={error}
          allowDecimal={false}
          onFocus={() => onOrderFocus(true)}
          onBlur={() => onOrderFocus(false)}
          onChange={(order) => order !== '' && onSet({ order: Number(order) })}
        />
      </td>
      <td data-label="Check if active recipient profile exists">
        {toggle('checkActiveRecipientProfile', 'check if active recipient profile exists')}
      </td>
      <td data-label="Show option to enter recipient ID manually">
        {toggle('manualRecipientEntry', 'show option to enter recipient ID manually')}
      </td>
      <td data-label="Only people who opted in">{toggle('requireOptIn', 'only people who opted in')}</td>
      <td data-label="From">
        <div className={styles.from}>
          <Tag tone={origin === 'override' ? 'accent' : 'neutral'}>{originWords[origin]}</Tag>
          {unsaved ? <Tag tone="warn">Unsaved</Tag> : null}
          {locked ? <span className="muted small">locked by the file</span> : null}
          {onTakeBack ? (
            <Button
              size="compact-sm"
              variant="default"
              onClick={onTakeBack}
              aria-label={`Take back what was set for ${name}`}
            >
              Take back
            </Button>
          ) : null}
        </div>
      </td>
    </tr>
  );
}

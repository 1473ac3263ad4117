import { Button } from '@mantine/core';
import { useLayoutEffect, useRef, useState } from 'react';
import classes from '../admin/admin.module.css';
import { useChannelPlans } from '../api/admin.js';
import type { ChannelConfiguration } from '../api/types.js';
import { movedOrders } from '../plugins/moved-orders.js';
import { useUnsavedGuard } from '../record/use-unsaved-guard.js';
import { Card } from '../theme/card.js';
import { channelEffects } from './channel-effects.js';
import { ChannelRow } from './channel-row.js';
import { type ChannelValues, changesOf, type EditedChannels, editedChannels } from './channel-values.js';
import styles from './channels.module.css';
import { SavedNotice } from './saved-notice.js';
import { useSaveChannels } from './use-save-channels.js';

const columns = [
  'Channel',
  'Application',
  'Active',
  'Order',
  'Check if active recipient profile exists',
  'Show option to enter recipient ID manually',
  'Only people who opted in',
  'From',
];

/** All channels in one table. Nothing is saved before its effect was seen. */
export function ChannelTable({ channels }: { channels: readonly ChannelConfiguration[] }) {
  const [edited, setEdited] = useState<EditedChannels>({});
  const [moved, setMoved] = useState('');
  // While a number is typed no row goes elsewhere.
  const [held, setHeld] = useState<readonly string[] | null>(null);
  const [refocus, setRefocus] = useState<{ channel: string; move: string } | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const saving = useSaveChannels(channels);
  const wanted = editedChannels(channels, edited);
  const rows = held === null ? wanted : wanted.toSorted((a, b) => held.indexOf(a.channel) - held.indexOf(b.channel));
  const changes = changesOf(channels, edited);
  const plans = useChannelPlans(changes);
  const guard = useUnsavedGuard(changes.length > 0, 'the channels');
  // A button keeps the focus when its row goes elsewhere; at the end of the list the other one takes it.
  useLayoutEffect(() => {
    if (refocus === null) return;
    setRefocus(null);
    const row = table.current?.querySelector(`[data-channel="${refocus.channel}"]`);
    const buttons = [...(row?.querySelectorAll<HTMLButtonElement>('[data-move]') ?? [])];
    const same = buttons.find((button) => button.dataset['move'] === refocus.move && !button.disabled);
    (same ?? buttons.find((button) => !button.disabled))?.focus();
  }, [refocus]);
  const set = (channel: string, part: Partial<ChannelValues>): void => {
    saving.forget();
    setEdited((before) => ({ ...before, [channel]: { ...before[channel], ...part } }));
  };
  const move = (from: number, to: number, button?: HTMLButtonElement): void => {
    setHeld(null);
    const places = rows.map(({ channel, order, locked }) => ({ key: channel, order, tie: [channel], locked }));
    const orders = movedOrders(places, from, to);
    const { name, channel } = rows[from] as ChannelConfiguration;
    if (orders === null) {
      setMoved('It cannot be moved there: the configuration file locks the channels on both sides.');
      return;
    }
    for (const [key, order] of orders) set(key, { order });
    setMoved(`${name} is number ${to + 1} of ${rows.length} now. It is not saved yet.`);
    if (button) setRefocus({ channel, move: button.dataset['move'] ?? '' });
  };
  const done = (): void => {
    setEdited({});
    setMoved('');
  };
  return (
    <>
      <SavedNotice saving={saving} onUndone={done} />
      <Card flush label="Channels">
        <table ref={table} className={`${classes.table} ${styles.table}`} aria-label="Channel configurations">
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">Move</span>
              </th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <ChannelRow
                key={row.channel}
                channel={row}
                index={index}
                count={rows.length}
                unsaved={changes.some(({ channel }) => channel === row.channel)}
                error={saving.errors[row.channel]}
                onOrderFocus={(focused) => setHeld(focused ? rows.map(({ channel }) => channel) : null)}
                onSet={(part) => {
                  if (part.order !== undefined) setHeld((before) => before ?? rows.map(({ channel }) => channel));
                  set(row.channel, part);
                }}
                onMove={(to, button) => move(index, to, button)}
                onDrop={(channel) =>
                  move(
                    rows.findIndex((one) => one.channel === channel),
                    index,
                  )
                }
                onTakeBack={
                  row.origin === 'override' && !row.locked
                    ? () =>
                        saving.save([{ channel: row.channel, reset: true }], () =>
                          setEdited(({ [row.channel]: _, ...rest }) => rest),
                        )
                    : null
                }
              />
            ))}
          </tbody>
        </table>
      </Card>
      <p role="status" className="sr-only">
        {moved}
      </p>
      {changes.length > 0 ? (
        <section className={styles.effects} aria-label="What the changes mean" data-testid="channel-effects">
          <h2 className={styles.title}>If you save this</h2>
          <ul aria-live="polite">
            {channelEffects(channels, wanted, plans.data).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <div className={styles.bar}>
            <Button loading={saving.isPending} onClick={() => saving.save(changes, done)} data-testid="channels-save">
              Save
            </Button>
            <Button variant="default" onClick={done}>
              Discard
            </Button>
          </div>
        </section>
      ) : null}
      {guard.dialog}
    </>
  );
}

import { Button, Loader, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useConsents } from '../api/consents.js';
import type { ChannelConfiguration, Consent, ConsentAddress } from '../api/types.js';
import { LoadFailed } from '../shell/load-failed.js';
import { LoadMore } from '../shell/load-more.js';
import { Card } from '../theme/card.js';
import { EmptyState } from '../theme/empty-state.js';
import classes from './admin.module.css';
import styles from './consent.module.css';
import { ConsentProof } from './consent-proof.js';

const states: { value: Consent['state']; label: string; empty: string }[] = [
  { value: 'opted_out', label: 'Opted out', empty: 'Nobody opted out' },
  { value: 'opted_in', label: 'Opted in', empty: 'Nobody opted in' },
];

interface ConsentListProps {
  channels: ChannelConfiguration[];
  onShow: (address: ConsentAddress) => void;
}

/** Opt-outs, or opt-ins, that hold now, newest first. */
export function ConsentList({ channels, onShow }: ConsentListProps) {
  const [state, setState] = useState<Consent['state']>('opted_out');
  const [channel, setChannel] = useState('');
  const list = useConsents(state, channel);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const nameOf = (id: string): string => channels.find((one) => one.channel === id)?.name ?? id;
  const several = channels.length > 1;
  return (
    <section aria-labelledby="consents">
      <div className={classes.subhead}>
        <h2 id="consents" className={classes.subtitle}>
          What holds now
        </h2>
        <div className={styles.filters}>
          {several ? (
            <NativeSelect
              aria-label="Channel"
              data={[
                { value: '', label: 'All channels' },
                ...channels.map(({ channel: value, name }) => ({ value, label: name })),
              ]}
              value={channel}
              onChange={(event) => setChannel(event.currentTarget.value)}
            />
          ) : null}
          <SegmentedControl
            data={states.map(({ value, label }) => ({ value, label }))}
            value={state}
            onChange={(value) => setState(value as Consent['state'])}
            aria-label="Opted out or opted in"
            data-testid="consent-state"
          />
        </div>
      </div>
      {list.isPending ? (
        <Loader role="img" aria-label="Loading what holds" />
      ) : list.isError && items.length === 0 ? (
        <LoadFailed error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Card flush={items.length > 0}>
          {items.length === 0 ? (
            <EmptyState
              icon={<IconShieldCheck size={24} stroke={1.6} />}
              title={states.find(({ value }) => value === state)?.empty ?? ''}
            >
              Customers opt out by texting STOP and in by texting START. What they decide elsewhere is recorded here:
              look their number up.
            </EmptyState>
          ) : (
            <table className={classes.table} aria-labelledby="consents">
              <thead>
                <tr>
                  <th scope="col">Number</th>
                  {several ? <th scope="col">Channel</th> : null}
                  <th scope="col">{state === 'opted_out' ? 'Whose it is now' : 'Who opted in'}</th>
                  <th scope="col">How it came about</th>
                  <th scope="col">
                    <span className="sr-only">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <tr key={`${item.id} ${item.senderGroup}`} data-testid="consent-row">
                    <td data-label="Number" className="number">
                      {item.recipientId}
                    </td>
                    {several ? <td data-label="Channel">{nameOf(item.channel)}</td> : null}
                    <td data-label={state === 'opted_out' ? 'Whose it is now' : 'Who opted in'}>
                      {item.person?.name ?? <span className="muted">Nobody known</span>}
                    </td>
                    <td data-label="How it came about" data-long>
                      <ConsentProof
                        text={item.reason}
                        at={item.at}
                        note={item.note}
                        about={item.senderGroup === 'default' ? [] : [`Sender group ${item.senderGroup}`]}
                      />
                    </td>
                    <td className={classes.save}>
                      <Button
                        variant="default"
                        size="xs"
                        aria-label={`Show ${item.recipientId}`}
                        onClick={() => onShow({ channel: item.channel, recipientId: item.recipientId })}
                      >
                        Show
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Card>
      )}
      <LoadMore list={list} />
    </section>
  );
}

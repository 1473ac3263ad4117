import { Loader, Tabs } from '@mantine/core';
import { IconForms, IconHistory, IconMessage2 } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useInteraction } from '../api/interactions.js';
import type { Interaction } from '../api/types.js';
import { typeWords } from '../interactions/interaction-words.js';
import { RecordScheduled } from '../scheduled/record-scheduled.js';
import { LoadFailed } from '../shell/load-failed.js';
import { Page } from '../shell/page.js';
import { DetailsForm } from './details-form.js';
import classes from './record.module.css';
import { RecordActions } from './record-actions.js';
import { RecordFacts } from './record-facts.js';
import { RecordMessages } from './record-messages.js';
import { useDetailsForm } from './use-details-form.js';
import { useUnsavedGuard } from './use-unsaved-guard.js';

const Thread = lazy(async () => ({ default: (await import('../thread/thread.js')).Thread }));
const HistoryPanel = lazy(async () => ({ default: (await import('../history/history-panel.js')).HistoryPanel }));
const ComposePanel = lazy(async () => ({ default: (await import('../compose/compose-panel.js')).ComposePanel }));

export function RecordPage() {
  const { number = '' } = useParams();
  const query = useInteraction(number);
  if (query.data) return <Record key={query.data.id} interaction={query.data} />;
  return (
    <Page heading={number} trail={trailOf(number)}>
      {query.isError ? (
        <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className={classes.wait}>
          <Loader role="img" aria-label="Loading the record" />
        </div>
      )}
    </Page>
  );
}

function Record({ interaction }: { interaction: Interaction }) {
  const { number, type, shortDescription } = interaction;
  const talks = type === 'messaging';
  const { tab = talks ? 'conversation' : 'details' } = useParams();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const form = useDetailsForm(interaction);
  const guard = useUnsavedGuard(form.changed.length > 0);
  // The panel's state is in the address: a reload opens it again, with the draft.
  const composing = search.has('compose') && interaction.compose.offered;
  const composeButton = useRef<HTMLButtonElement>(null);
  // Once opened it stays, so that closing it can be seen.
  const [opened, setOpened] = useState(false);
  if (composing && !opened) setOpened(true);
  const messagesTab = talks ? 'conversation' : 'messages';
  return (
    <Page
      documentTitle={`${number} ${shortDescription ?? ''}`.trim()}
      trail={trailOf(number)}
      heading={
        <>
          <span className={classes.kicker}>{number}</span>
          {shortDescription ?? `${typeWords[type]} interaction`}
        </>
      }
      actions={
        <RecordActions
          composeButton={composeButton}
          interaction={interaction}
          onCompose={() => setSearch({ compose: '1' })}
        />
      }
    >
      <RecordFacts interaction={interaction} />
      {talks ? null : <RecordScheduled number={number} />}
      <Tabs
        value={tab === 'details' || tab === 'history' ? tab : messagesTab}
        onChange={(next) =>
          void navigate(`/interactions/${number}/${next}`, { replace: true, preventScrollReset: true })
        }
        classNames={{ list: classes.tabs, tab: classes.tab, tabSection: classes.tabIcon }}
      >
        <Tabs.List aria-label={`Parts of ${number}`}>
          {talks ? (
            <Tabs.Tab value="conversation" leftSection={<IconMessage2 size={18} stroke={1.7} />}>
              Conversation
            </Tabs.Tab>
          ) : null}
          <Tabs.Tab value="details" leftSection={<IconForms size={18} stroke={1.7} />}>
            Details
            {form.changed.length > 0 ? <span className={classes.dot}> (unsaved)</span> : null}
          </Tabs.Tab>
          {talks ? null : (
            <Tabs.Tab value="messages" leftSection={<IconMessage2 size={18} stroke={1.7} />}>
              Messages
            </Tabs.Tab>
          )}
          <Tabs.Tab value="history" leftSection={<IconHistory size={18} stroke={1.7} />}>
            History
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="details" keepMounted>
          <DetailsForm interaction={interaction} form={form} />
        </Tabs.Panel>
        <Tabs.Panel value={messagesTab} keepMounted={false}>
          {talks ? (
            <Suspense fallback={<Loader role="img" aria-label="Loading the conversation" />}>
              <Thread interaction={interaction} />
            </Suspense>
          ) : (
            <RecordMessages interaction={interaction} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="history" keepMounted={false}>
          <Suspense fallback={<Loader role="img" aria-label="Loading the history" />}>
            <HistoryPanel interaction={interaction} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
      <Suspense>
        {composing || opened ? (
          <ComposePanel
            opened={composing}
            interaction={interaction}
            scheduledId={search.get('scheduled')}
            unsavedRecord={form.changed.length > 0}
            onClose={() => setSearch({}, { replace: true })}
            onClosed={() => composeButton.current?.focus()}
          />
        ) : null}
      </Suspense>
      {guard.dialog}
    </Page>
  );
}

function trailOf(number: string) {
  return [{ label: 'Home', to: '/' }, { label: 'Interactions', to: '/lists/interactions/all' }, { label: number }];
}

import { Loader } from '@mantine/core';
import { useState } from 'react';
import { useChannels } from '../api/admin.js';
import { type ConsentQuestion, useConsentOverview } from '../api/consents.js';
import { Problem } from '../api/problem.js';
import type { ChannelConfiguration, ConsentAddress } from '../api/types.js';
import { AdminOnly } from '../shell/admin-only.js';
import { LoadFailed } from '../shell/load-failed.js';
import { Page } from '../shell/page.js';
import { Notice } from '../theme/notice.js';
import classes from './admin.module.css';
import { ConsentList } from './consent-list.js';
import { ConsentLookUpForm } from './consent-look-up-form.js';
import { ConsentSubject } from './consent-subject.js';

/** Who may be written to: what holds for a number and why, and what an administrator records about it. */
export function ConsentPage() {
  return (
    <Page
      heading="Consent"
      lead="Who may not be written to any more, who agreed to be, and the proof of it."
      trail={[{ label: 'Home', to: '/' }, { label: 'Administration' }, { label: 'Consent' }]}
    >
      <AdminOnly>
        <Consents />
      </AdminOnly>
    </Page>
  );
}

function Consents() {
  const channels = useChannels();
  const [question, setQuestion] = useState<ConsentQuestion | null>(null);
  const ask = (address: ConsentAddress) => setQuestion({ ...address, asked: (question?.asked ?? 0) + 1 });
  if (channels.isPending) return <Loader role="img" aria-label="Loading channels" />;
  if (channels.isError) return <LoadFailed error={channels.error} onRetry={() => void channels.refetch()} />;
  const { items } = channels.data;
  return (
    <div className={classes.parts}>
      <LookUp channels={items} question={question} onAsk={ask} />
      <ConsentList channels={items} onShow={ask} />
    </div>
  );
}

interface LookUpProps {
  channels: ChannelConfiguration[];
  question: ConsentQuestion | null;
  onAsk: (address: ConsentAddress) => void;
}

function LookUp({ channels, question, onAsk }: LookUpProps) {
  const overview = useConsentOverview(question);
  const { data, error } = overview;
  const errors = error instanceof Problem ? error.fieldErrors() : {};
  const told = Object.keys(errors).length > 0;
  const channel = channels.find((one) => one.channel === question?.channel);
  return (
    <div className={classes.stack}>
      <ConsentLookUpForm channels={channels} errors={errors} pending={overview.isLoading} onAsk={onAsk} />
      {error && !told ? (
        <Notice tone="bad" role="alert" title="Not looked up">
          {error.message}
        </Notice>
      ) : null}
      {question && data && !error ? (
        <ConsentSubject
          key={question.asked}
          question={question}
          overview={data}
          requireOptIn={channel?.requireOptIn ?? false}
          onRefresh={() => void overview.refetch()}
        />
      ) : null}
    </div>
  );
}

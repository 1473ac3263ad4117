import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useConversationConsent } from '../api/interactions.js';
import type { Interaction } from '../api/types.js';
import { customerOf } from '../interactions/interaction-words.js';
import { StateTag } from '../interactions/state-tag.js';
import { TypeLabel } from '../interactions/type-label.js';
import { TimeAgo } from '../shell/time-ago.js';
import { Tag } from '../theme/tag.js';
import { consentStanding } from './consent-standing.js';
import classes from './record.module.css';

/** What an agent wants to know at a glance. */
export function RecordFacts({ interaction }: { interaction: Interaction }) {
  const { type, state, assignedTo, conversation, liveGroup, virtualAgent, openedAt, relatedRecord } = interaction;
  const customer = customerOf(interaction);
  return (
    <dl className={classes.facts}>
      {conversation ? null : (
        <Fact name="Type">
          <TypeLabel type={type} />
        </Fact>
      )}
      <Fact name="State">
        <StateTag state={state} />
      </Fact>
      <Fact name="Customer">
        {customer?.name ??
          (conversation?.guest ? <Tag>Guest: nobody known</Tag> : <span className="muted">Nobody yet</span>)}
      </Fact>
      <Fact name="Assigned to">
        {virtualAgent ? (
          <Tag tone="info">Virtual agent</Tag>
        ) : (
          (assignedTo?.name ?? <span className="muted">Unassigned</span>)
        )}
      </Fact>
      {conversation ? (
        <>
          <Fact name="Customer's number">
            <span className="number">{conversation.recipientId}</span>
          </Fact>
          <Fact name="Our number">
            <span className="number">{conversation.senderAddress}</span>{' '}
            <span className="muted">{conversation.senderName}</span>
          </Fact>
          {liveGroup.length > 0 ? <Fact name="Live group">{liveGroup.map(({ name }) => name).join(', ')}</Fact> : null}
          {conversation.source ? (
            <Fact name="Composed from">
              <Link to={`/interactions/${conversation.source.number}`} className="number">
                {conversation.source.number}
              </Link>
            </Fact>
          ) : null}
          {conversation.context ? (
            <Fact name="Taken over from">
              <Link to={`/interactions/${conversation.context.number}`} className="number">
                {conversation.context.number}
              </Link>
            </Fact>
          ) : null}
        </>
      ) : null}
      {relatedRecord ? (
        <Fact name="Related record">
          <RelatedRecordLink label={relatedRecord.label ?? relatedRecord.id} url={relatedRecord.url} />
        </Fact>
      ) : null}
      {conversation ? (
        <ConsentFact number={interaction.number} />
      ) : (
        <Fact name="Opened">
          <TimeAgo time={openedAt} />
        </Fact>
      )}
    </dl>
  );
}

/** Whether the customer may be written to, and why. Not there until it is known, and where the sender is gone. */
function ConsentFact({ number }: { number: string }) {
  const consent = useConversationConsent(number).data?.consent;
  if (!consent) return null;
  const { words, tone } = consentStanding(consent);
  const known = consent.code !== 'consent_unknown';
  return (
    <Fact name="Consent" wide={known}>
      <span data-testid="record-consent" data-state={consent.state}>
        {known ? (
          <>
            <Tag tone={tone}>{words}</Tag> <span className={classes.why}>{consent.explanation}</span>
          </>
        ) : (
          words
        )}
      </span>
    </Fact>
  );
}

function Fact({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div data-wide={wide || undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Only web addresses become links: the text comes from other systems. */
function RelatedRecordLink({ label, url }: { label: string; url: string | undefined }) {
  if (!url || !/^https?:\/\//i.test(url)) return label;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {label}
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}

import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Interaction } from '../api/types.js';
import { customerOf } from '../interactions/interaction-words.js';
import { StateTag } from '../interactions/state-tag.js';
import { TypeLabel } from '../interactions/type-label.js';
import { TimeAgo } from '../shell/time-ago.js';
import { Tag } from '../theme/tag.js';
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
      {conversation ? null : (
        <Fact name="Opened">
          <TimeAgo time={openedAt} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
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

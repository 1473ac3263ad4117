import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ConsentQuestion } from '../api/consents.js';
import type { ConsentAction, ConsentChangeResult, ConsentGroup, ConsentOverview } from '../api/types.js';
import { consentStanding } from '../record/consent-standing.js';
import { Card } from '../theme/card.js';
import { Notice } from '../theme/notice.js';
import { Tag } from '../theme/tag.js';
import classes from './consent.module.css';
import { ConsentDialog } from './consent-dialog.js';
import { ConsentHistory } from './consent-history.js';
import { actionsOf, actionWords, outcomeOf, sendersWords, waitingWords } from './consent-words.js';

interface ConsentSubjectProps {
  question: ConsentQuestion;
  overview: ConsentOverview;
  /** Whether the channel is only for people who opted in. */
  requireOptIn: boolean;
  onRefresh: () => void;
}

interface Asked {
  action: ConsentAction;
  senderGroup: string;
}

/** What holds for a number, how it came about, and what can be recorded. Takes the focus when it comes up. */
export function ConsentSubject({ question, overview, requireOptIn, onRefresh }: ConsentSubjectProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [done, setDone] = useState<{ action: ConsentAction; result: ConsentChangeResult } | null>(null);
  useEffect(() => heading.current?.focus(), []);
  const { recipientId, person, groups, history } = overview;
  const group = groups.find(({ senderGroup }) => senderGroup === asked?.senderGroup);
  const outcome = done && outcomeOf(done.action, done.result);
  return (
    <section aria-labelledby="consent-subject" data-testid="consent-subject">
      <Card>
        <h2 id="consent-subject" ref={heading} tabIndex={-1} className={classes.number}>
          <span className="number">{recipientId}</span>
        </h2>
        <p className={classes.owner}>
          {person ? (
            <>
              It is <strong>{person.name}</strong>'s at present.
            </>
          ) : (
            <span className="muted">Nobody is known to have this number.</span>
          )}
        </p>
        <div role="status" className={classes.told}>
          {outcome ? (
            <Notice tone={outcome.tone} title={outcome.title}>
              {outcome.text}
            </Notice>
          ) : null}
        </div>
        {groups.length === 0 ? (
          <p className="muted">No plugin carries this channel at present, and nothing was ever recorded.</p>
        ) : (
          <ul className={classes.groups} aria-label="What holds">
            {groups.map((one) => (
              <Group
                key={one.senderGroup}
                group={one}
                onAction={(action, button) => {
                  opener.current = button;
                  // What is confirmed is what holds now, not what held when it was looked up.
                  onRefresh();
                  setDone(null);
                  setAsked({ action, senderGroup: one.senderGroup });
                }}
              />
            ))}
          </ul>
        )}
        <ConsentHistory history={history} groups={groups} />
      </Card>
      {asked && group ? (
        <ConsentDialog
          question={question}
          overview={overview}
          group={group}
          action={asked.action}
          requireOptIn={requireOptIn}
          onClose={() => {
            setAsked(null);
            opener.current?.focus();
          }}
          onRecorded={(result) => {
            setDone({ action: asked.action, result });
            setAsked(null);
            // The button that was pressed may be gone.
            heading.current?.focus();
          }}
        />
      ) : null}
    </section>
  );
}

interface GroupProps {
  group: ConsentGroup;
  onAction: (action: ConsentAction, button: HTMLButtonElement) => void;
}

function Group({ group, onAction }: GroupProps) {
  const { words, tone } = consentStanding(group);
  const waiting = waitingWords(group.queuedMessages);
  return (
    <li className={classes.group} data-testid={`consent-group-${group.senderGroup}`} data-state={group.state}>
      <div className={classes.groupText}>
        <div className={classes.groupHead}>
          <Tag tone={tone}>{words}</Tag>
          <span className="muted">{sendersWords(group)}</span>
        </div>
        <p>{group.reason}</p>
        {waiting ? <p className="muted small">{waiting}</p> : null}
      </div>
      <div className={classes.actions}>
        {actionsOf(group.state).map((action) => (
          <Button
            key={action}
            size="sm"
            variant="default"
            aria-label={`${actionWords[action].button} for ${sendersWords(group)}`}
            onClick={({ currentTarget }) => onAction(action, currentTarget)}
            data-testid={`consent-${action}`}
          >
            {actionWords[action].button}
          </Button>
        ))}
      </div>
    </li>
  );
}

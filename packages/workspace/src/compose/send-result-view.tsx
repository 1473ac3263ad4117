import { Button } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useMe } from '../api/me.js';
import type { SendResult } from '../api/types.js';
import classes from './compose.module.css';
import { expectedSendWords } from './expected-send-words.js';
import { resultHeadline, resultSentences } from './result-words.js';

/** What was done, in words, with the way to it. */
export function SendResultView({ result, onClose }: { result: SendResult; onClose: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const me = useMe().data?.user;
  const { interaction, closed, message, preflight } = result;
  return (
    <div className={classes.result} data-testid="send-result" data-workflow={result.workflow}>
      <IconCircleCheckFilled size={48} className={classes.resultIcon} aria-hidden />
      <h3 ref={title} tabIndex={-1} className={classes.resultTitle}>
        {resultHeadline(result)}
      </h3>
      <div role="status">
        <ul className={classes.sentences}>
          {resultSentences(result, me?.id).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          {closed.map((number) => (
            <li key={number}>
              <Link to={`/interactions/${number}`} className="number">
                {number}
              </Link>{' '}
              was closed.
            </li>
          ))}
          <li>
            {message.state === 'queued'
              ? `The message is queued${preflight.expectedSend ? ` and goes out ${expectedSendWords(preflight.expectedSend)}` : ''}; the conversation shows when it is delivered.`
              : 'The conversation shows when it is delivered.'}
          </li>
        </ul>
      </div>
      <div className={classes.resultActions}>
        <Button variant="default" onClick={onClose}>
          Done
        </Button>
        <Button component={Link} to={`/interactions/${interaction.number}`} data-testid="send-result-link">
          Open {interaction.number}
        </Button>
      </div>
    </div>
  );
}

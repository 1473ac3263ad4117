import { Button, Loader, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { useContributionAnswers } from '../api/plugins.js';
import type { AnswerVerdict, ContributionAnswers } from '../api/types.js';
import { Card } from '../theme/card.js';
import { Notice } from '../theme/notice.js';
import { Tag, type Tone } from '../theme/tag.js';
import classes from './plugins.module.css';
import { msWords } from './point-words.js';

const verdicts: Readonly<Record<AnswerVerdict, { words: string; tone: Tone }>> = {
  answered: { words: 'Answered', tone: 'good' },
  allowed: { words: 'Allowed', tone: 'good' },
  passed: { words: 'Had no answer', tone: 'neutral' },
  not_valid: { words: 'Not meant for it', tone: 'neutral' },
  not_asked: { words: 'Not asked', tone: 'neutral' },
  refused: { words: 'Refused', tone: 'warn' },
  failed: { words: 'Failed', tone: 'bad' },
  late: { words: 'Late', tone: 'bad' },
};

/** For one record: who answers, and why the others do not. Nothing is changed by asking. */
export function ExplainCard() {
  const [text, setText] = useState('');
  const [question, setQuestion] = useState<{ number: string; asked: number } | null>(null);
  const answers = useContributionAnswers(question);
  const number = text.trim().toUpperCase();
  return (
    <Card title="Who answers for a record">
      <form
        className={classes.explain}
        onSubmit={(event) => {
          event.preventDefault();
          if (number !== '') setQuestion({ number, asked: (question?.asked ?? 0) + 1 });
        }}
      >
        <TextInput
          label="Number of an interaction"
          placeholder="IMS0000001"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-testid="explain-number"
        />
        <Button type="submit" variant="default" loading={answers.isFetching}>
          Explain
        </Button>
      </form>
      <div role="status" className={classes.answers} data-testid="explain-answers">
        {answers.isLoading ? <Loader role="img" aria-label="Asking" /> : null}
        {answers.isError ? (
          <Notice tone="bad" title="Nobody could be asked">
            {answers.error.message}
          </Notice>
        ) : null}
        {answers.data ? <Answers answers={answers.data} /> : null}
      </div>
    </Card>
  );
}

function Answers({ answers: { interaction, questions } }: { answers: ContributionAnswers }) {
  return (
    <>
      <p className={classes.text}>
        When somebody composes from <Link to={`/interactions/${interaction}`}>{interaction}</Link>:
      </p>
      {questions.map(({ point, question, outcome, answers }) => (
        <section key={`${point} ${question}`} aria-label={question}>
          <h3 className={classes.itemName}>{question}</h3>
          <p className={classes.text}>
            {outcome} <span className="muted">({point})</span>
          </p>
          <ol className={classes.answerList}>
            {answers.map(({ plugin, contribution, order, verdict, words, ms }) => (
              <li key={`${plugin} ${contribution}`}>
                <Tag tone={verdicts[verdict].tone}>{verdicts[verdict].words}</Tag> <strong>{contribution}</strong>{' '}
                <span className="muted">
                  of {plugin}, order {order}
                  {verdict === 'not_asked' || verdict === 'not_valid' ? '' : `, ${msWords(ms)}`}
                </span>
                {words === '' ? null : <p className={classes.text}>{words}</p>}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

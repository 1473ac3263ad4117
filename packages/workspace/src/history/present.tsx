import type { Story } from '../api/types.js';
import classes from './history.module.css';
import { Sentence } from './sentence.js';

/** The whole in one sentence, where it stands, why, and what comes next. */
export function Present({ story, here }: { story: Story; here: string }) {
  const { headline, present } = story;
  const today = new Date().toISOString();
  return (
    <div className={classes.present} data-testid="history-present">
      <p className={classes.headline}>
        <Sentence day={today} here={here}>
          {headline}
        </Sentence>
      </p>
      <dl>
        <div>
          <dt>Now</dt>
          <dd>
            <Sentence day={today} here={here}>
              {present.why}
            </Sentence>
          </dd>
        </div>
        {present.next === null ? null : (
          <div>
            <dt>Next</dt>
            <dd>
              <Sentence day={today} here={here}>
                {present.next}
              </Sentence>
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

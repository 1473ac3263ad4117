import { Link } from 'react-router';
import { useHasRole } from '../api/me.js';
import type { Interaction } from '../api/types.js';
import { isClosed } from '../interactions/interaction-words.js';
import { closeWords } from '../record/close-words.js';
import { Notice } from '../theme/notice.js';
import { ReplyComposer } from './reply-composer.js';
import { TakeOverNotice } from './take-over-notice.js';
import classes from './thread.module.css';

/** Where a reply is written, or why none can be. */
export function ReplyPlace({ interaction, customer }: { interaction: Interaction; customer: string }) {
  const agent = useHasRole('agent_workspace_user');
  const why = closeWords(interaction);
  if (isClosed(interaction.state)) {
    return (
      <div className={classes.place}>
        <Notice tone="info" title="This conversation is closed">
          {why === null ? '' : `${why} `}
          To write to {customer} again, press Compose Message on another of their records
          {interaction.conversation?.source ? (
            <>
              , such as{' '}
              <Link to={`/interactions/${interaction.conversation.source.number}`}>
                {interaction.conversation.source.number}
              </Link>
            </>
          ) : null}
          .
        </Notice>
      </div>
    );
  }
  if (interaction.virtualAgent) {
    return (
      <div className={classes.place}>
        <TakeOverNotice interaction={interaction} />
      </div>
    );
  }
  if (!agent) {
    return (
      <div className={classes.place}>
        <Notice tone="info">To reply you need the role agent_workspace_user. An admin can give it to you.</Notice>
      </div>
    );
  }
  return <ReplyComposer interaction={interaction} customer={customer} />;
}

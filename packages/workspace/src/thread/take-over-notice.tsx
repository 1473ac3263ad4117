import { Link } from 'react-router';
import type { Interaction } from '../api/types.js';
import { Notice } from '../theme/notice.js';
import { NewInteractionButton } from './new-interaction-button.js';

/** The virtual agent answers here: how a person takes over. */
export function TakeOverNotice({ interaction }: { interaction: Interaction }) {
  const source = interaction.conversation?.source;
  return (
    <Notice tone="info" title="The virtual agent has this conversation">
      To take over, press Compose Message on a record of this customer
      {source ? (
        <>
          , such as <Link to={`/interactions/${source.number}`}>{source.number}</Link>
        </>
      ) : null}
      . It closes this conversation and starts one that is assigned to you, with this transcript linked.
      <div>
        <NewInteractionButton interaction={interaction} />
      </div>
    </Notice>
  );
}

import { Notice } from '../theme/notice.js';
import type { SendState } from './use-send.js';

/** Why it was not sent, or may not have been. What was typed stays. */
export function SendNotice({ state, differsFromUnanswered }: { state: SendState; differsFromUnanswered: boolean }) {
  switch (state.kind) {
    case 'changed':
      return (
        <Notice tone="warn" role="alert" title="Not sent: something changed since you looked">
          <ul style={{ margin: '2px 0 0', paddingLeft: 18 }}>
            {state.changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
          What you wrote is kept. Look at “What will happen”, then send again.
        </Notice>
      );
    case 'refused':
      return (
        <Notice tone="bad" role="alert" title="Not sent">
          {state.error.message} What you wrote is kept.
        </Notice>
      );
    case 'unreachable':
      return (
        <Notice tone="warn" role="alert" title="No answer from the server">
          {differsFromUnanswered
            ? 'The earlier attempt may have arrived, and you have changed the message since. Sending now sends it as another message.'
            : 'The message may or may not have arrived. Nothing is lost: trying again never sends it twice.'}
        </Notice>
      );
    default:
      return null;
  }
}

import { Button, Loader } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useInteraction } from '../api/interactions.js';
import { useThread } from '../api/thread.js';
import { LoadFailed } from '../shell/load-failed.js';
import { MessageList } from './message-list.js';
import classes from './thread.module.css';
import { VirtualAgentNotes } from './virtual-agent-notes.js';
import { whyNotAgain } from './why-not-again.js';

/** The take-over closed it. */
const notAgain = whyNotAgain({ state: 'closed_complete', virtualAgent: false });

/** The conversation that this one took over from: what the virtual agent learned at once, what was written on request. */
export function EarlierTranscript({ number, customer }: { number: string; customer: string }) {
  const earlier = useInteraction(number);
  const [open, setOpen] = useState(false);
  const id = useId();
  const report = earlier.data?.virtualAgentReport ?? null;
  return (
    <div className={classes.earlier}>
      {report ? <VirtualAgentNotes report={report} /> : null}
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={open}
        aria-controls={id}
        leftSection={
          <IconChevronRight size={16} className={classes.chevron} data-open={open || undefined} aria-hidden />
        }
        onClick={() => setOpen(!open)}
      >
        {open ? 'Hide' : 'Show'} earlier messages
      </Button>
      <div id={id}>{open ? <Transcript number={number} customer={customer} /> : null}</div>
    </div>
  );
}

function Transcript({ number, customer }: { number: string; customer: string }) {
  const thread = useThread(number);
  const messages = (thread.data?.pages ?? []).toReversed().flatMap((page) => page.items);
  if (thread.isPending) return <Loader size="sm" role="img" aria-label="Loading the earlier conversation" />;
  if (thread.isError && messages.length === 0)
    return <LoadFailed error={thread.error} onRetry={() => void thread.refetch()} />;
  return (
    <section
      className={classes.transcript}
      aria-label={`Messages of ${number}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
      tabIndex={0}
    >
      {thread.hasNextPage ? (
        <div className={classes.older}>
          <Button
            variant="default"
            size="xs"
            loading={thread.isFetchingNextPage}
            onClick={() => void thread.fetchNextPage()}
          >
            Load older messages
          </Button>
        </div>
      ) : null}
      <MessageList messages={messages} customer={customer} notAgain={notAgain} />
    </section>
  );
}

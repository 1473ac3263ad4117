import { Button, Loader } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { useThread } from '../api/thread.js';
import type { Interaction } from '../api/types.js';
import { customerOf, isClosed } from '../interactions/interaction-words.js';
import { LoadFailed } from '../shell/load-failed.js';
import { Card } from '../theme/card.js';
import { EmptyState } from '../theme/empty-state.js';
import { AssociatePanel } from './associate-panel.js';
import { EarlierTranscript } from './earlier-transcript.js';
import { MessageList } from './message-list.js';
import { ReplyPlace } from './reply-place.js';
import classes from './thread.module.css';
import { useStickyEnd } from './use-sticky-end.js';
import { VirtualAgentNotes } from './virtual-agent-notes.js';
import { whyNotAgain } from './why-not-again.js';

/** A conversation: what was written, how far it came, and the place to answer. */
export function Thread({ interaction }: { interaction: Interaction }) {
  const thread = useThread(interaction.number);
  const messages = (thread.data?.pages ?? []).toReversed().flatMap((page) => page.items);
  const { box, onScroll, onLoad } = useStickyEnd(messages[0]?.id, messages.at(-1)?.id);
  const customer = customerOf(interaction)?.name ?? interaction.conversation?.recipientId ?? 'Customer';
  const { conversation, virtualAgentReport } = interaction;
  return (
    <Card flush label={`Conversation with ${customer}`}>
      {conversation?.context ? <EarlierTranscript number={conversation.context.number} customer={customer} /> : null}
      {conversation && !isClosed(interaction.state) ? (
        <AssociatePanel interaction={interaction} conversation={conversation} />
      ) : null}
      {virtualAgentReport ? <VirtualAgentNotes report={virtualAgentReport} /> : null}
      <section
        ref={box}
        onScroll={onScroll}
        onLoadCapture={onLoad}
        className={classes.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        tabIndex={0}
        aria-label="Messages"
      >
        {thread.isPending ? (
          <div className={classes.wait}>
            <Loader role="img" aria-label="Loading messages" />
          </div>
        ) : thread.isError && messages.length === 0 ? (
          <LoadFailed error={thread.error} onRetry={() => void thread.refetch()} />
        ) : messages.length === 0 ? (
          <EmptyState icon={<IconMessages size={24} stroke={1.6} />} title="Nothing has been written yet" />
        ) : (
          <>
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
            <MessageList
              messages={messages}
              customer={customer}
              notAgain={whyNotAgain(interaction)}
              record={conversation?.source?.number ?? null}
              live
            />
          </>
        )}
      </section>
      <ReplyPlace interaction={interaction} customer={customer} />
    </Card>
  );
}

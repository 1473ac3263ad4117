import { Button } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { SendMomentTimes } from '../scheduled/send-moment.js';
import classes from './preflight.module.css';

interface OpeningOfferProps {
  until: string;
  recipientZone: string | null;
  name: string | null;
  /** A queue that is full, which nobody keeps closed. */
  queue: boolean;
  onWait: (until: string) => void;
}

/** What stands in the way ends by itself: the message can be scheduled for that moment. */
export function OpeningOffer({ until, recipientZone, name, queue, onWait }: OpeningOfferProps) {
  return (
    <div className={classes.offer}>
      <p className={classes.offerWords}>
        {queue ? 'What waits now will have gone by' : 'It opens'}{' '}
        <SendMomentTimes at={until} recipientZone={recipientZone} name={name} />.
      </p>
      <Button
        size="sm"
        variant="default"
        leftSection={<IconClock size={17} stroke={1.8} />}
        onClick={() => onWait(until)}
        data-testid="send-when-it-opens"
      >
        {queue ? 'Send then' : 'Send when it opens'}
      </Button>
    </div>
  );
}

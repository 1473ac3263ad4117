import { Button, type InputWrapperProps, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ChannelConfiguration, ConsentAddress } from '../api/types.js';
import { Card } from '../theme/card.js';
import classes from './consent.module.css';

/** What is said of a field stands below it, so that the inputs are in one line. */
const order: InputWrapperProps['inputWrapperOrder'] = ['label', 'input', 'error', 'description'];

interface ConsentLookUpFormProps {
  channels: ChannelConfiguration[];
  /** By field. */
  errors: Record<string, string>;
  pending: boolean;
  onAsk: (address: ConsentAddress) => void;
}

export function ConsentLookUpForm({ channels, errors, pending, onAsk }: ConsentLookUpFormProps) {
  const [channel, setChannel] = useState(channels[0]?.channel ?? '');
  const [number, setNumber] = useState('');
  const [country, setCountry] = useState('');
  const [missing, setMissing] = useState(false);
  return (
    <Card label="Look up">
      <form
        className={classes.lookUp}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const recipientId = number.trim();
          setMissing(recipientId === '');
          if (recipientId === '') return;
          const of = country.trim().toUpperCase();
          onAsk({ channel, recipientId, ...(of === '' ? {} : { country: of }) });
        }}
      >
        <NativeSelect
          label="Channel"
          inputWrapperOrder={order}
          data={channels.map(({ channel: value, name }) => ({ value, label: name }))}
          value={channel}
          error={errors['channel']}
          onChange={(event) => setChannel(event.currentTarget.value)}
        />
        <TextInput
          label="Number"
          inputWrapperOrder={order}
          description="With + and country code, or as it is dialled there"
          type="tel"
          autoComplete="off"
          value={number}
          error={missing ? 'Enter the number' : errors['recipientId']}
          onChange={(event) => setNumber(event.currentTarget.value)}
          data-testid="consent-number"
        />
        <TextInput
          label="Country"
          inputWrapperOrder={order}
          description="Two letters, such as FR"
          autoComplete="off"
          maxLength={2}
          value={country}
          error={errors['country']}
          onChange={(event) => setCountry(event.currentTarget.value)}
          data-testid="consent-country"
        />
        <Button
          type="submit"
          loading={pending}
          leftSection={<IconSearch size={18} stroke={1.7} />}
          data-testid="consent-look-up"
        >
          Look up
        </Button>
      </form>
    </Card>
  );
}

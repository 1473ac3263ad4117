import { NativeSelect, TextInput } from '@mantine/core';
import type { ComposeSender } from '../api/types.js';

interface SenderFieldProps {
  senders: ComposeSender[];
  /** Id of the sender that is chosen, or that the server would choose. */
  value: string | null;
  /** Why that one; `null`: it was chosen by hand, or nobody says. */
  why: string | null;
  error: string | null;
  onChange: (sender: string) => void;
}

const words = ({ name, address }: ComposeSender): string => (name === address ? address : `${name} · ${address}`);

/** From: set when there is one sender, a list when there are several. */
export function SenderField({ senders, value, why, error, onChange }: SenderFieldProps) {
  const [only] = senders;
  if (only && senders.length === 1) {
    return (
      <TextInput label="From" value={words(only)} readOnly variant="filled" error={error} data-testid="compose-from" />
    );
  }
  return (
    <NativeSelect
      label="From"
      value={value ?? ''}
      description={why}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
      data-testid="compose-from"
      data={[
        ...(value
          ? []
          : [{ value: '', label: senders.length === 0 ? 'No sender' : 'Choose a sender', disabled: true }]),
        ...senders.map((sender) => ({ value: sender.id, label: words(sender) })),
      ]}
    />
  );
}

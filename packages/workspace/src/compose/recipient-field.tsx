import { Radio, Stack, TextInput } from '@mantine/core';
import type { ComposeChannel } from '../api/types.js';
import { Choice } from './choice.js';
import { type ComposeDraft, isChoosable, OTHER } from './compose-draft.js';

interface RecipientFieldProps {
  channel: ComposeChannel;
  draft: ComposeDraft;
  error: string | null;
  onChange: (part: Partial<ComposeDraft>) => void;
}

/** To: the person's numbers, each with the way it was derived; blocked ones with their reasons; *Other* to type one. */
export function RecipientField({ channel, draft, error, onChange }: RecipientFieldProps) {
  const manual = draft.to === OTHER;
  return (
    <Radio.Group
      label="To"
      value={draft.to}
      onChange={(to) => onChange({ to })}
      error={manual ? null : error}
      data-testid="compose-to"
    >
      <Stack gap={8} mt={6}>
        {channel.recipients.map((recipient, index) => {
          const { recipientId, written, label, derivation, available, reasons, currentOwner, consents } = recipient;
          const optedOut = consents.find(({ state }) => state === 'opted_out');
          return (
            <Choice
              key={`${recipientId ?? written} ${label}`}
              value={recipientId ?? `none-${index}`}
              title={<span className="number">{recipientId ?? written}</span>}
              aside={label}
              detail={
                derivation?.explanation ?? (recipientId && recipientId !== written ? `Written as ${written}` : null)
              }
              warning={
                available
                  ? [
                      currentOwner ? `Belongs to ${currentOwner.name} at present` : '',
                      optedOut ? 'Opted out for some senders' : '',
                    ]
                      .filter(Boolean)
                      .join('. ') || null
                  : isChoosable(recipient) && (draft.later === null || recipient.templateOnly)
                    ? reasons.map(({ reason }) => reason).join(' ')
                    : null
              }
              blocked={
                isChoosable(recipient) ? null : reasons.map(({ reason }) => reason).join(' ') || 'It cannot be used.'
              }
            />
          );
        })}
        {channel.recipients.length === 0 ? (
          <p className="muted small" style={{ margin: 0 }}>
            The record's person has no number for this channel.
          </p>
        ) : null}
        {channel.manualEntry ? <Choice value={OTHER} title="Other" detail="Type a number" /> : null}
        {manual ? (
          <TextInput
            label="Number"
            description="With + and country code, or as it is dialled in the customer's country"
            type="tel"
            autoComplete="off"
            value={draft.manual}
            onChange={(event) => onChange({ manual: event.currentTarget.value })}
            error={error}
            data-testid="compose-to-manual"
          />
        ) : null}
      </Stack>
    </Radio.Group>
  );
}

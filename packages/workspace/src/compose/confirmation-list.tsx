import { Checkbox } from '@mantine/core';
import { Notice } from '../theme/notice.js';
import type { Confirmation } from './confirmations.js';

interface ConfirmationListProps {
  confirmations: Confirmation[];
  confirmed: ReadonlySet<string>;
  onConfirm: (subject: string, given: boolean) => void;
}

export function ConfirmationList({ confirmations, confirmed, onConfirm }: ConfirmationListProps) {
  return confirmations.map(({ code, message, subject }) => (
    <Notice key={subject} tone="warn" title="Please confirm">
      <p id={`warning-${code}`} style={{ margin: '2px 0 10px' }}>
        {message}
      </p>
      <Checkbox
        label="I have read this and want to go on"
        aria-describedby={`warning-${code}`}
        checked={confirmed.has(subject)}
        onChange={(event) => onConfirm(subject, event.currentTarget.checked)}
        data-testid={`confirm-${code}`}
      />
    </Notice>
  ));
}

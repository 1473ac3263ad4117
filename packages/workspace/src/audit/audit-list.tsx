import { Loader } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { Link } from 'react-router';
import classes from '../admin/admin.module.css';
import { useAudit } from '../api/admin.js';
import type { AuditEntry } from '../api/types.js';
import { LoadFailed } from '../shell/load-failed.js';
import { LoadMore } from '../shell/load-more.js';
import { exactTime } from '../shell/time-words.js';
import { Card } from '../theme/card.js';
import { EmptyState } from '../theme/empty-state.js';
import { AuditDetails } from './audit-details.js';
import { auditPlace, auditWords } from './audit-words.js';

/** @param subject what it was done to; empty: everything */
export function AuditList({ subject }: { subject: string }) {
  const audit = useAudit(subject);
  const items = audit.data?.pages.flatMap((page) => page.items) ?? [];
  if (audit.isPending) return <Loader role="img" aria-label="Loading the audit" />;
  if (audit.isError && items.length === 0) {
    return <LoadFailed error={audit.error} onRetry={() => void audit.refetch()} />;
  }
  if (items.length === 0) {
    return (
      <Card label="Audit">
        <EmptyState icon={<IconHistory size={24} stroke={1.6} />} title="Nothing has been changed yet">
          {subject === ''
            ? 'When somebody changes a plugin or a channel, signs in by link or records a consent, it is listed here.'
            : 'Nobody has changed it here. Choose “Everything” to see what else was done.'}
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <Card flush label="Audit">
        <table className={classes.table} aria-label="Audit">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">On</th>
              <th scope="col">Details</th>
            </tr>
          </thead>
          <tbody>
            {items.map((entry) => (
              <AuditRow key={entry.id} entry={entry} />
            ))}
          </tbody>
        </table>
      </Card>
      <LoadMore list={audit} />
    </>
  );
}

function AuditRow({ entry }: { entry: AuditEntry }) {
  const { at, user, subject } = entry;
  const { what, details } = auditWords(entry);
  const place = auditPlace(entry);
  return (
    <tr data-testid="audit-row">
      <td data-label="When" className="number">
        <time dateTime={at}>{exactTime(at)}</time>
      </td>
      <td data-label="Who">{user?.name ?? 'System'}</td>
      <td data-label="What">{what}</td>
      <td data-label="On">{place ? <Link to={place}>{subject}</Link> : subject}</td>
      <td data-label="Details" data-long={details.length > 0 || undefined}>
        {details.length > 0 ? <AuditDetails details={details} /> : <span className="muted">–</span>}
      </td>
    </tr>
  );
}

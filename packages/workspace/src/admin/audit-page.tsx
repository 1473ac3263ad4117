import { Loader } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useAudit } from '../api/admin.js';
import { AdminOnly } from '../shell/admin-only.js';
import { LoadFailed } from '../shell/load-failed.js';
import { LoadMore } from '../shell/load-more.js';
import { Page } from '../shell/page.js';
import { exactTime } from '../shell/time-words.js';
import { Card } from '../theme/card.js';
import { EmptyState } from '../theme/empty-state.js';
import classes from './admin.module.css';

/** Who changed what, newest first. */
export function AuditPage() {
  return (
    <Page
      heading="Audit"
      lead="Who changed what, and when. The newest comes first."
      trail={[{ label: 'Home', to: '/' }, { label: 'Administration' }, { label: 'Audit' }]}
    >
      <AdminOnly>
        <AuditList />
      </AdminOnly>
    </Page>
  );
}

function AuditList() {
  const audit = useAudit();
  const items = audit.data?.pages.flatMap((page) => page.items) ?? [];
  if (audit.isPending) return <Loader role="img" aria-label="Loading the audit" />;
  if (audit.isError && items.length === 0) {
    return <LoadFailed error={audit.error} onRetry={() => void audit.refetch()} />;
  }
  if (items.length === 0) {
    return (
      <Card label="Audit">
        <EmptyState icon={<IconHistory size={24} stroke={1.6} />} title="Nothing has been changed yet">
          When somebody changes a channel, signs in by link or sends a message, it is listed here.
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
            {items.map(({ id, at, user, action, subject, detail }) => (
              <tr key={id}>
                <td data-label="When" className="number">
                  <time dateTime={at}>{exactTime(at)}</time>
                </td>
                <td data-label="Who">{user?.name ?? 'System'}</td>
                <td data-label="What">{action.replaceAll(/[._]/g, ' ')}</td>
                <td data-label="On">{subject}</td>
                <td data-label="Details" className={classes.detail}>
                  {Object.entries(detail).map(([name, value]) => (
                    <span key={name}>
                      <span className="muted">{name}:</span>{' '}
                      {typeof value === 'object' ? JSON.stringify(value) : String(value)}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      <LoadMore list={audit} />
    </>
  );
}

import { useSearchParams } from 'react-router';
import { AdminOnly } from '../shell/admin-only.js';
import { Page } from '../shell/page.js';
import { AuditFilter } from './audit-filter.js';
import { AuditList } from './audit-list.js';

/** Who changed what, newest first. */
export function AuditPage() {
  return (
    <Page
      heading="Audit"
      lead="Who changed what, and when. The newest comes first."
      trail={[{ label: 'Home', to: '/' }, { label: 'Administration' }, { label: 'Audit' }]}
    >
      <AdminOnly>
        <Audit />
      </AdminOnly>
    </Page>
  );
}

function Audit() {
  // In the address, so that a list can be linked to.
  const [search, setSearch] = useSearchParams();
  const subject = search.get('subject') ?? '';
  return (
    <>
      <AuditFilter
        subject={subject}
        onChange={(next) =>
          setSearch(next === '' ? {} : { subject: next }, { replace: true, preventScrollReset: true })
        }
      />
      <AuditList subject={subject} />
    </>
  );
}

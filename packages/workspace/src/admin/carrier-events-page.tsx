import { AdminOnly } from '../shell/admin-only.js';
import { Page } from '../shell/page.js';
import classes from './admin.module.css';
import { CarrierEventList } from './carrier-event-list.js';
import { ReconciliationList } from './reconciliation-list.js';

/** What carriers sent and nobody could process, with what to do about it; and what they know beside what we know. */
export function CarrierEventsPage() {
  return (
    <Page
      heading="Carrier events"
      lead="Messages and receipts from carriers that could not be processed. Nothing of them is lost: they wait here."
      trail={[{ label: 'Home', to: '/' }, { label: 'Administration' }, { label: 'Carrier events' }]}
    >
      <AdminOnly>
        <div className={classes.parts}>
          <CarrierEventList />
          <ReconciliationList />
        </div>
      </AdminOnly>
    </Page>
  );
}

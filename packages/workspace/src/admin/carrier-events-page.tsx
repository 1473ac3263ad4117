import { AdminOnly } from '../shell/admin-only.js';
import { Page } from '../shell/page.js';
import { CarrierEventList } from './carrier-event-list.js';

/** What carriers sent and nobody could process: why, what to do, and the way to run it again. */
export function CarrierEventsPage() {
  return (
    <Page
      heading="Carrier events"
      lead="Messages and receipts from carriers that could not be processed. Nothing of them is lost: they wait here."
      trail={[{ label: 'Home', to: '/' }, { label: 'Administration' }, { label: 'Carrier events' }]}
    >
      <AdminOnly>
        <CarrierEventList />
      </AdminOnly>
    </Page>
  );
}

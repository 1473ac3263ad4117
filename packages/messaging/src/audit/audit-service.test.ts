import { ManualTime } from '@hailpoint/kernel/host';
import { describeStores } from '@hailpoint/store/testing';
import { expect, test } from '@jest/globals';
import { adminActor } from '../testing/people.js';
import { DatabaseAuditService } from './audit-service.js';

describeStores('audit', (suite) => {
  test("keeps who did what, with the operating system's user, newest first and paged", async () => {
    const audit = new DatabaseAuditService({ store: suite.store, clock: new ManualTime() });
    const ada = await adminActor(suite.store);
    await audit.record({ userId: ada.userId, action: 'channel.configured', subject: 'sms', detail: { active: false } });
    await audit.record({ userId: null, operatingSystemUser: 'root', action: 'token.created', subject: 'ana' });
    await audit.record({ userId: ada.userId, action: 'channel.reset', subject: 'sms' });
    const first = await audit.list({ limit: 2 });
    const second = await audit.list({ limit: 2, cursor: first.nextCursor! });
    expect([...first.items, ...second.items].map(({ id: _, ...entry }) => entry)).toEqual([
      {
        at: '2026-01-05T10:00:00.000Z',
        user: { id: ada.userId, name: 'Ada' },
        action: 'channel.reset',
        subject: 'sms',
        detail: {},
      },
      {
        at: '2026-01-05T10:00:00.000Z',
        user: null,
        action: 'token.created',
        subject: 'ana',
        detail: { operatingSystemUser: 'root' },
      },
      {
        at: '2026-01-05T10:00:00.000Z',
        user: { id: ada.userId, name: 'Ada' },
        action: 'channel.configured',
        subject: 'sms',
        detail: { active: false },
      },
    ]);
    expect(second.nextCursor).toBeNull();
  });
});

import { afterEach, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';

let server: TestServer;
afterEach(() => server.close());

describe('GET /api/v1/me and /api/v1/guide', () => {
  test('name the person and where the simulated phones are', async () => {
    server = await startTestServer({ handsetUrl: () => 'http://127.0.0.1:7421/' });
    expect((await server.call('GET', '/api/v1/me', { as: 'arno' })).json).toEqual({
      user: { id: expect.any(String), name: 'Arno Admin', username: 'arno', roles: ['admin'] },
      features: { handsetUrl: 'http://127.0.0.1:7421/' },
    });
  });

  test('list what the configuration shows, then what the demo data shows', async () => {
    server = await startTestServer({ guide: [{ interaction: 'IMS0000001', title: 'Ours', text: 'Look here.' }] });
    expect((await server.call('GET', '/api/v1/guide')).json).toEqual({
      items: [
        { situation: null, interaction: 'IMS0000001', title: 'Ours', text: 'Look here.' },
        { situation: 'B1', interaction: 'IMS0000002', title: 'A new conversation', text: 'Nobody has written yet.' },
      ],
    });
  });
});

import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration } from '@hailpoint/server/configuration';
import { newTestLocation } from '@hailpoint/store/testing';
import { type Hailpoint, openHailpoint } from 'hailpoint';
import { ApiClient } from './api-client.js';
import { writeConfiguration } from './write-configuration.js';

/** The whole product in the test's own process: HTTP in front, the database within reach behind. */
export interface House {
  readonly hailpoint: Hailpoint;
  readonly url: string;
  /** Speaks as a user, by an access token. */
  as(username: string): Promise<ApiClient>;
  close(): Promise<void>;
}

export async function openHouse(
  kind: 'embedded' | 'postgresql',
  configuration: Record<string, unknown>,
  /** Of the environment, for secrets. */
  variables: Readonly<Record<string, string>> = {},
): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'hailpoint-house-'));
  const { location, remove } = await newTestLocation(kind);
  // The template is made once and copied; a new directory of its own would take seconds for every file of tests.
  if (location.kind === 'embedded') renameSync(location.directory, join(folder, 'database'));
  const environment = {
    ...variables,
    HAILPOINT_CONFIG: writeConfiguration(folder, configuration),
    HAILPOINT_DATA_DIR: folder,
    HAILPOINT_PORT: '0',
    HAILPOINT_LOG_LEVEL: 'error',
    ...(location.kind === 'postgresql' ? { DATABASE_URL: location.url } : {}),
  };
  const hailpoint = await openHailpoint(await loadConfiguration({ environment }), {
    plugins: true,
    serve: true,
    environment,
  });
  const url = hailpoint.baseUrl();
  return {
    hailpoint,
    url,
    async as(username) {
      const user = await hailpoint.messaging.users.findByUsername(username);
      if (!user) throw new Error(`Nobody has the username ${username}.`);
      return ApiClient.withToken(url, await hailpoint.messaging.signIn.createAccessToken(user.id));
    },
    async close() {
      await hailpoint.close();
      await remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { join } from 'node:path';
import { type LedgerEntry, readLedgerFile } from '@hailpoint/carrier-simulator';
import { repositoryRoot } from '../harness/repository-root.js';
import { runNode } from '../harness/run-process.js';

const script = join(repositoryRoot, 'packages/carrier-simulator/bin/carrier-simulator.js');

/** A carrier in a process of its own, which misbehaves as the seed says. */
export interface LabCarrier {
  readonly url: string;
  /** From here on it behaves. What it owes comes as late as was decided before. */
  calm(): Promise<void>;
  /** A text from a phone. */
  text(from: string, to: string, body: string): Promise<void>;
  ledger(): Promise<readonly LedgerEntry[]>;
  stop(): Promise<void>;
}

export async function startLabCarrier(seed: number, ledgerFile: string): Promise<LabCarrier> {
  const options = {
    '--port': '0',
    '--ledger': ledgerFile,
    '--seed': String(seed),
    '--chaos': 'rough',
    '--seed-by': 'content',
  };
  const carrier = runNode(script, Object.entries(options).flat());
  const [, url = ''] = await carrier.waitFor(/"url":"([^"]+)"/);
  const call = async (method: string, path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(60_000);
    const response = await fetch(url + path, { method, headers, body: JSON.stringify(body), signal });
    if (!response.ok) throw new Error(`The carrier answered ${response.status}: ${await response.text()}`);
  };
  return {
    url,
    calm: () => call('PATCH', '/v1/behaviour', { chaos: null }),
    text: (from, to, body) => call('POST', `/v1/handsets/${encodeURIComponent(from)}/messages`, { to, body }),
    ledger: () => readLedgerFile(ledgerFile),
    async stop() {
      await carrier.kill('SIGTERM');
    },
  };
}

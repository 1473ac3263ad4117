import { ChannelProvider } from '@hailpoint/kernel';
import type { PluginHost } from '@hailpoint/kernel/host';
import { type Finding, ok, problem, warning } from './finding.js';

const timeoutMs = 5_000;
const local = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether carriers can call back, and fetch pictures. Asks the address itself, from here. */
export async function checkPublicUrl(
  publicUrl: string | null,
  host: Pick<PluginHost, 'points'>,
  serves: boolean,
): Promise<readonly Finding[]> {
  if (publicUrl === null) {
    const needing = host.points
      .contributions(ChannelProvider)
      .filter(({ instance }) => instance.capabilities.media?.needsPublicUrl === true)
      .map(({ plugin }) => plugin);
    if (needing.length === 0) return [ok('public URL', 'None is set, and no carrier that is on needs one.')];
    return [
      problem(
        'public URL',
        `None is set: ${needing.join(', ')} cannot report receipts, deliver replies or fetch pictures.`,
        'Set server.publicUrl to the https address under which the internet reaches this server.',
      ),
    ];
  }
  const url = new URL(publicUrl);
  const found: Finding[] = [];
  if (url.protocol !== 'https:' && !local.has(url.hostname)) {
    found.push(
      warning(
        'public URL',
        `${publicUrl} is not https.`,
        'Put a proxy with a certificate in front; most carriers ask for it.',
      ),
    );
  }
  try {
    const answer = await fetch(`${publicUrl}/health/live`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    found.push(
      answer.status === 200
        ? ok('public URL', `${publicUrl} reaches this server.`)
        : problem(
            'public URL',
            `${publicUrl}/health/live answers ${answer.status}.`,
            'Have the proxy hand everything under this address on to this server.',
          ),
    );
  } catch {
    const fix = 'Check the name, the proxy and the firewall. Carriers come from outside: try it from there, too.';
    found.push(
      serves
        ? problem('public URL', `${publicUrl} does not answer from here.`, fix)
        : warning(
            'public URL',
            `${publicUrl} does not answer, and no server runs here.`,
            'Start the server, then look again.',
          ),
    );
  }
  return found;
}

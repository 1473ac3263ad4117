import { countrySources } from '../address/country-sources.js';
import { deriveRecipient } from '../address/derive-recipient.js';
import { matchKey } from '../address/match-key.js';
import { readNumberOwners } from '../directory/number-owners.js';
import type { ComposeService, MessagingSettings } from '../messaging.js';
import { fallbackCountries } from '../preflight/fallback-countries.js';
import { capabilitiesOf } from '../preflight/gather.js';
import type { GatherDependencies } from '../preflight/gather-dependencies.js';
import { listSenders } from '../providers/list-senders.js';

type Request = Parameters<ComposeService['validateRecipient']>[1];
type Answer = Awaited<ReturnType<ComposeService['validateRecipient']>>;

/**
 * E8: makes a recipient ID of an address, or says why it cannot, and whose it is at present. A country, when given, is the only one that it is
 * read with.
 */
export async function validateRecipient(
  {
    store,
    points,
    settings,
  }: Pick<GatherDependencies, 'store' | 'points'> & { readonly settings: Pick<MessagingSettings, 'defaultCountry'> },
  { channel, recipientId, country }: Request,
): Promise<Answer> {
  const firstSender = listSenders(points, channel)[0]?.sender ?? null;
  const derived = await deriveRecipient(points, {
    channel,
    value: recipientId,
    origin: 'manual',
    personCountries: countrySources({ country: country ?? null }),
    fallbackCountries: fallbackCountries(firstSender, settings.defaultCountry),
  });
  const addressKind = capabilitiesOf(points, channel)?.addressKind ?? '';
  if (!derived.derived) {
    // Carriers hand numbers over in forms that are not dialled any more: whose they are is known all the same.
    const canonical = matchKey(channel, recipientId);
    const isOtherForm = canonical !== recipientId;
    const owners = isOtherForm ? await readNumberOwners(store, { channel, matchKey: canonical, addressKind }) : {};
    return { valid: false, code: derived.code, reason: derived.reason, ...owners };
  }
  const owners = await readNumberOwners(store, { channel, matchKey: derived.matchKey, addressKind });
  return { valid: true, recipientId: derived.recipientId, derivation: derived.derivation, ...owners };
}

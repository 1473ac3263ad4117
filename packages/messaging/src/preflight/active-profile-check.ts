import type { PreflightVerdict } from '../model/preflight.js';
import type { Facts } from './facts.js';
import type { Blocker, Gathered } from './gathered.js';

/** C2: without an active profile of the address, whoever it belongs to, the channel is unavailable. */
export function checkActiveProfile(
  gathered: Gathered,
  facts: Facts,
): { readonly blocker: Blocker | null; readonly verdicts: readonly PreflightVerdict[] } {
  if (!gathered.channel.checkActiveRecipientProfile || !gathered.recipient) return { blocker: null, verdicts: [] };
  const verdict = { point: 'core', plugin: 'hailpoint', contribution: 'active-recipient-profile', ms: 0 };
  if (facts.profile) {
    return { blocker: null, verdicts: [{ ...verdict, verdict: 'allowed', code: null, reason: null }] };
  }
  const { code, reason } = noActiveProfile(gathered.channel.name);
  return { blocker: { code, reason, field: 'channel' }, verdicts: [{ ...verdict, verdict: 'refused', code, reason }] };
}

/** Why a channel with *check if active recipient profile exists* cannot be used. */
export function noActiveProfile(channelName: string): { readonly code: string; readonly reason: string } {
  return {
    code: 'no_active_profile',
    reason: `${channelName} is only for recipients who have an active profile on it, and this one has none.`,
  };
}

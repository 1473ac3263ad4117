import type { ChannelConfigurationInput } from '../model/channel-configuration.js';

/** What an admin set; absent fields fall through to the file and the defaults. */
export type ChannelOverride = ChannelConfigurationInput;

/**
 * An override as the database holds it. Fields of a newer node are left out rather than refused: the row was checked when it was written.
 */
export function readChannelOverride(value: object): ChannelOverride {
  const { active, order, checkActiveRecipientProfile, manualRecipientEntry, requireOptIn, consentTexts } =
    value as Record<string, unknown>;
  return {
    ...(typeof active === 'boolean' && { active }),
    ...(typeof order === 'number' && { order }),
    ...(typeof checkActiveRecipientProfile === 'boolean' && { checkActiveRecipientProfile }),
    ...(typeof manualRecipientEntry === 'boolean' && { manualRecipientEntry }),
    ...(typeof requireOptIn === 'boolean' && { requireOptIn }),
    ...(typeof consentTexts === 'object' && consentTexts !== null && { consentTexts }),
  };
}

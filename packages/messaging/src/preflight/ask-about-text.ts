import type { Reason } from '../model/compose-options.js';
import type { AvailabilityNote } from '../model/message-template.js';
import type { ChannelSender } from '../providers/channel-sender.js';
import { templatesOfSender } from '../providers/templates-of-sender.js';
import { type AvailabilityQuestion, askAvailability } from './ask-availability.js';
import { fallbackCountries } from './fallback-countries.js';
import type { GatherDependencies } from './gather-dependencies.js';
import { mayATemplateGo } from './may-a-template-go.js';

/** Whether free text may go now, for a form that is about to offer it. */
export interface TextAvailability {
  /** Empty: it may. */
  readonly reasons: readonly Reason[];
  /** How long it may. */
  readonly notes: readonly AvailabilityNote[];
  /** It may not, and a template of the sender may. */
  readonly templateOnly: boolean;
}

export const textAllowed: TextAvailability = { reasons: [], notes: [], templateOnly: false };

export async function askAboutText(
  { points, clock, settings }: Pick<GatherDependencies, 'points' | 'clock' | 'settings'>,
  from: ChannelSender,
  about: Pick<AvailabilityQuestion, 'channel' | 'recipientId' | 'person' | 'lastInboundAt'>,
): Promise<TextAvailability> {
  const { sender } = from;
  const question = {
    ...about,
    at: clock.now(),
    sender: { id: sender.id, address: sender.address },
    fallback: fallbackCountries(sender, settings.defaultCountry),
  };
  const text = await askAvailability(points, { ...question, template: null });
  const templateOnly = await mayATemplateGo(points, question, text, templatesOfSender(from));
  return { reasons: text.reasons, notes: text.notes, templateOnly };
}

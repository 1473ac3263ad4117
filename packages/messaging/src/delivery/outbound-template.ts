import type { OutboundTemplate } from '@hailpoint/kernel';

/** A message's template as a provider gets it; the row also has its name, for people. */
export function toOutboundTemplate({ id, language, variables }: OutboundTemplate): OutboundTemplate {
  return { id, language, variables };
}

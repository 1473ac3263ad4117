import type { ConformanceRule } from './conformance-rule.js';
import { declarationRules } from './rules/declaration-rules.js';
import { eventRules } from './rules/event-rules.js';
import { giveUpRules } from './rules/give-up-rules.js';
import { historyRules } from './rules/history-rules.js';
import { hostileRules } from './rules/hostile-rules.js';
import { inboundMediaRules } from './rules/inbound-media-rules.js';
import { lifecycleRules } from './rules/lifecycle-rules.js';
import { lookUpRules } from './rules/look-up-rules.js';
import { privacyRules } from './rules/privacy-rules.js';
import { sendRules } from './rules/send-rules.js';
import { signatureRules } from './rules/signature-rules.js';
import { templateRules } from './rules/template-rules.js';
import type { Trial } from './trial.js';

/** The rules for the extension point `channel-provider`. */
export const channelProviderRules: readonly ConformanceRule<Trial>[] = [
  ...declarationRules,
  ...sendRules,
  ...templateRules,
  ...giveUpRules,
  ...lookUpRules,
  ...privacyRules,
  ...signatureRules,
  ...hostileRules,
  ...eventRules,
  ...inboundMediaRules,
  ...historyRules,
  ...lifecycleRules,
];

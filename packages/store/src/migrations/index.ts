import type { Migration } from 'kysely';
import * as mainJob from './0001-main-job.js';
import * as history from './0002-history.js';
import * as unknownOutcomes from './0003-unknown-outcomes.js';
import * as consent from './0004-consent.js';
import * as pacing from './0005-pacing.js';
import * as scheduledMessages from './0006-scheduled-messages.js';
import * as inbound from './0007-inbound.js';
import * as virtualAgent from './0008-virtual-agent.js';
import * as followUps from './0009-follow-ups.js';
import * as explain from './0010-explain.js';
import * as queueAhead from './0011-queue-ahead.js';
import * as consentList from './0012-consent-list.js';
import * as formerProfiles from './0013-former-profiles.js';
import * as unmatchedReceipts from './0014-unmatched-receipts.js';
import * as plugins from './0016-plugins.js';
import * as attemptPlugins from './0018-attempt-plugins.js';

/** Every migration by name. They run in the order of their names; one that was released never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-main-job': mainJob,
  '0002-history': history,
  '0003-unknown-outcomes': unknownOutcomes,
  '0004-consent': consent,
  '0005-pacing': pacing,
  '0006-scheduled-messages': scheduledMessages,
  '0007-inbound': inbound,
  '0008-virtual-agent': virtualAgent,
  '0009-follow-ups': followUps,
  '0010-explain': explain,
  '0011-queue-ahead': queueAhead,
  '0012-consent-list': consentList,
  '0013-former-profiles': formerProfiles,
  '0014-unmatched-receipts': unmatchedReceipts,
  '0016-plugins': plugins,
  '0018-attempt-plugins': attemptPlugins,
};

import { FieldChecks } from '../fields/field-checks.js';
import type { SendAt, SendMoment } from '../model/scheduled-message.js';
import { clockWords, momentWords } from '../time/moment-words.js';
import { readInstant } from '../time/read-instant.js';
import { resolveWallTime } from '../time/resolve-wall-time.js';
import { isTimeZone } from '../users/is-time-zone.js';

/** How far ahead a message can be scheduled, in milliseconds: a year, and the day that some years have more. */
export const scheduleHorizonMs = 366 * 24 * 60 * 60_000;

/** What is known of the zones; `null`: nothing. */
export interface KnownZones {
  readonly recipient: string | null;
  readonly agent: string | null;
}

const localTimeForm = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;

/**
 * The moment that is meant. Pure. A time that the clocks jump over is as much later as they jump, and of a time that they show twice it is
 * the first; both are said in the note.
 *
 * @throws InvalidFieldsError at `/sendAt`: no time, no zone, a zone that nobody knows, not in the future, or too far ahead
 */
export function resolveSendAt(sendAt: SendAt, zones: KnownZones, now: Date): SendMoment {
  const checks = new FieldChecks();
  const moment = typeof sendAt === 'string' ? ofInstant(checks, sendAt, zones) : ofClock(checks, sendAt, zones);
  checks.done();
  const at = new Date(moment.at).getTime();
  const field = typeof sendAt === 'string' ? '/sendAt' : '/sendAt/localTime';
  if (at <= now.getTime()) checks.add(field, 'not_in_future', 'The time to send at must be in the future.');
  if (at > now.getTime() + scheduleHorizonMs) {
    checks.add(field, 'too_far_ahead', 'A message can be scheduled at most a year ahead.');
  }
  checks.done();
  return moment;
}

function ofInstant(checks: FieldChecks, text: string, { recipient }: KnownZones): SendMoment {
  const at = readInstant(text);
  if (at === null) {
    const form = 'an ISO 8601 instant such as 2026-03-02T09:00:00Z, or { localTime, zone }';
    checks.add('/sendAt', 'invalid_time', `The time to send at must be ${form}.`);
    return nothing;
  }
  return { at: at.toISOString(), zone: null, recipientZone: recipient, note: null };
}

function ofClock(checks: FieldChecks, { localTime, zone }: Exclude<SendAt, string>, zones: KnownZones): SendMoment {
  const local = localTimeOf(localTime);
  if (local === null) {
    checks.add(
      '/sendAt/localTime',
      'invalid_time',
      'The local time must be a day and a time, such as 2026-03-02T09:00.',
    );
  }
  const name = zoneOf(checks, zone, zones);
  if (local === null || name === null) return nothing;
  const { kind, at } = resolveWallTime(local, name);
  const moment = new Date(at);
  return {
    at: moment.toISOString(),
    zone: name,
    recipientZone: zones.recipient,
    note: noteOf(kind, local, moment, name),
  };
}

/** Milliseconds as if the clock showed UTC; `null`: no such day or time. */
function localTimeOf(text: string): number | null {
  const parts = localTimeForm.exec(text);
  if (!parts) return null;
  const local = Date.parse(`${text}:00Z`);
  // A day that does not exist, such as 30 February, would become another one.
  return Number.isNaN(local) || new Date(local).toISOString().slice(0, 16) !== text ? null : local;
}

function zoneOf(checks: FieldChecks, zone: string, { recipient, agent }: KnownZones): string | null {
  if (zone === 'recipient') {
    if (recipient === null) checks.add('/sendAt/zone', 'recipient_zone_unknown', recipientZoneUnknown);
    return recipient;
  }
  if (zone === 'agent') {
    if (agent === null) checks.add('/sendAt/zone', 'agent_zone_unknown', agentZoneUnknown);
    return agent;
  }
  if (isTimeZone(zone)) return zone;
  checks.add('/sendAt/zone', 'invalid_zone', 'The zone must be recipient, agent, or a name such as Europe/Berlin.');
  return null;
}

// A country often has several zones, and a guess would be wrong by hours: that is for the agent to choose.
const recipientZoneUnknown =
  "The recipient's time zone is not known. Choose the time in your own zone or name a zone such as Europe/Berlin, or set the time zone in the person's record.";
const agentZoneUnknown =
  'Your time zone is not in the directory. Name a zone such as Europe/Berlin, or have your time zone set in the directory.';

function noteOf(kind: 'once' | 'skipped' | 'twice', local: number, at: Date, zone: string): string | null {
  if (kind === 'once') return null;
  const shown = clockWords(new Date(local), 'UTC');
  if (kind === 'twice') {
    return `The clocks in ${zone} are set back then and show ${shown} twice. It is sent the first time, on ${momentWords(at, zone)}.`;
  }
  return `The clocks in ${zone} are set forward then and never show ${shown}. It is sent on ${momentWords(at, zone)}.`;
}

const nothing: SendMoment = { at: '', zone: null, recipientZone: null, note: null };

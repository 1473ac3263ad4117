import {
  IconAddressBook,
  IconArrowsSplit2,
  IconBuilding,
  IconClock,
  IconHourglass,
  IconPaperclip,
  IconPhone,
  IconShieldCheck,
  IconTemplate,
  IconTextSize,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Preflight } from '../api/types.js';
import { consentStanding } from '../record/consent-standing.js';
import { SendMomentTimes } from '../scheduled/send-moment.js';
import { expectedSendWords } from './expected-send-words.js';
import { PlanEffects } from './plan-effects.js';
import classes from './preflight.module.css';
import { segmentWords } from './text-words.js';
import { TimeLeft } from './time-left.js';

/** Who and why, to which number, from where, what becomes of which conversation, and what the text costs. */
export function PreflightSteps({ preflight }: { preflight: Preflight }) {
  const {
    person,
    recipient,
    sender,
    consent,
    plan,
    text,
    template,
    notes = [],
    expectedSend,
    attachments,
    sendAt,
  } = preflight;
  return (
    <dl className={classes.steps}>
      {sendAt ? (
        <Step icon={<IconClock size={18} stroke={1.7} />} name="When">
          <SendMomentTimes at={sendAt.at} recipientZone={sendAt.recipientZone} name={person?.name ?? null} />
          <Why>As far as it can be known now. If this is different then, it is not sent, and you are told.</Why>
        </Step>
      ) : null}
      {expectedSend ? (
        <Step icon={<IconHourglass size={18} stroke={1.7} />} name="When">
          <strong data-testid="preflight-expected-send">{sentence(expectedSendWords(expectedSend))}</strong>
          <Why>{expectedSend.explanation}</Why>
        </Step>
      ) : null}
      <Step icon={<IconAddressBook size={18} stroke={1.7} />} name="Who">
        <strong>{person?.name ?? 'Nobody known'}</strong>
        {person ? <Why>{person.explanation}</Why> : <Why>The number is bound to nobody: a guest.</Why>}
      </Step>
      {recipient ? (
        <Step icon={<IconPhone size={18} stroke={1.7} />} name="To">
          <strong className="number">{recipient.recipientId}</strong>
          {recipient.label ? <span className="muted"> {recipient.label}</span> : null}
          <Why>{recipient.explanation}</Why>
          {says(recipient.explanation, recipient.derivation.explanation) ? null : (
            <Why>{recipient.derivation.explanation}</Why>
          )}
        </Step>
      ) : null}
      {sender ? (
        <Step icon={<IconBuilding size={18} stroke={1.7} />} name="From">
          <strong>{sender.name}</strong> <span className="muted number">{sender.address}</span>
          <Why>{sender.explanation}</Why>
        </Step>
      ) : null}
      {consent ? (
        <Step icon={<IconShieldCheck size={18} stroke={1.7} />} name="Consent">
          <strong data-testid="preflight-consent">{consentStanding(consent).words}</strong>
          {blocked(preflight, consent.code) ? null : <Why>{consent.explanation}</Why>}
        </Step>
      ) : null}
      {plan ? (
        <Step icon={<IconArrowsSplit2 size={18} stroke={1.7} />} name="Conversation">
          <span className={classes.explanation}>{plan.explanation}</span>
          <PlanEffects plan={plan} person={person?.name ?? null} />
        </Step>
      ) : null}
      {notes.map(({ note, until }) => (
        <Step key={note} icon={<IconHourglass size={18} stroke={1.7} />} name="Time left">
          {until === null ? null : (
            <strong>
              <TimeLeft until={until} />
            </strong>
          )}
          <Why>{note}</Why>
        </Step>
      ))}
      {template ? (
        <Step icon={<IconTemplate size={18} stroke={1.7} />} name="Template">
          <strong>{template.name}</strong> <span className="muted">{template.language}</span>
        </Step>
      ) : null}
      <Step icon={<IconTextSize size={18} stroke={1.7} />} name="Text">
        <strong>
          {text.characters === 0 ? 'Not written yet' : segmentWords(text) || `${text.characters} characters`}
        </strong>
        {text.characters > 0 && segmentWords(text) ? (
          <span className="muted">
            {' '}
            {text.characters} of {text.maxLength} characters
          </span>
        ) : null}
      </Step>
      {attachments.map(({ id, fileName, explanation }) => (
        <Step key={id} icon={<IconPaperclip size={18} stroke={1.7} />} name="Attachment">
          <strong>{fileName}</strong>
          <Why>{explanation}</Why>
        </Step>
      ))}
    </dl>
  );
}

/** A blocker says it already. */
function blocked({ blockers }: Preflight, code: string): boolean {
  return blockers.some((blocker) => blocker.code === code);
}

function Step({ icon, name, children }: { icon: ReactNode; name: string; children: ReactNode }) {
  return (
    <div className={classes.step}>
      <dt>
        <span className={classes.icon} aria-hidden="true">
          {icon}
        </span>
        {name}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Whether the first already holds the second. */
function says(whole: string, part: string): boolean {
  return whole.toLowerCase().includes(part.toLowerCase().replace(/\.$/, ''));
}

function Why({ children }: { children: ReactNode }) {
  return <p className={classes.why}>{children}</p>;
}

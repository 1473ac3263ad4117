import { Button, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { preflightQuery, sendMessage } from '../api/compose.js';
import { Problem } from '../api/problem.js';
import { scheduleMessage, schedulePreflightQuery } from '../api/scheduled.js';
import type {
  Agreed,
  ComposeOptions,
  Composition,
  CompositionField,
  Interaction,
  ScheduledMessage,
  SendAt,
  SendResult,
} from '../api/types.js';
import { Notice } from '../theme/notice.js';
import { AttachmentField } from './attachment-field.js';
import { BodyField } from './body-field.js';
import { ChannelField } from './channel-field.js';
import classes from './compose.module.css';
import {
  type ComposeDraft,
  chosenRecipient,
  completeDraft,
  compositionOf,
  emptyDraft,
  shownSender,
} from './compose-draft.js';
import { draftOfScheduled } from './draft-of-scheduled.js';
import { defaultLater, type Later, laterAt, sendAtOf } from './later.js';
import { PreflightPanel } from './preflight-panel.js';
import { RecipientField } from './recipient-field.js';
import { SendBar } from './send-bar.js';
import { sendReadiness } from './send-readiness.js';
import { SenderField } from './sender-field.js';
import type { SinceOpened } from './since-opened.js';
import { templatesFrom } from './template-choice.js';
import { TemplateFields } from './template-fields.js';
import { TemplateSelect } from './template-select.js';
import { useAttachments } from './use-attachments.js';
import { usePreflight } from './use-preflight.js';
import { useSend } from './use-send.js';
import { useStoredDraft } from './use-stored-draft.js';
import { WhenField } from './when-field.js';

interface ComposeFormProps {
  interaction: Interaction;
  options: ComposeOptions;
  unsavedRecord: boolean;
  /** The scheduled message that is opened here, to be changed or sent, as it was when it was opened. */
  scheduled: ScheduledMessage | null;
  /** What became of it since. */
  since: SinceOpened | null;
  onOpenAnew: () => void;
  onSent: (result: ComposeResult) => void;
}

export type ComposeResult = { kind: 'sent'; result: SendResult } | { kind: 'scheduled'; scheduled: ScheduledMessage };

/** The form on the left, what will happen on the right. */
export function ComposeForm(props: ComposeFormProps) {
  const { interaction, options, unsavedRecord, scheduled, onOpenAnew, onSent } = props;
  const { number } = interaction;
  const client = useQueryClient();
  const [initial] = useState(() => (scheduled ? draftOfScheduled(scheduled, options) : emptyDraft));
  const stored = useStoredDraft(scheduled ? `${number}.${scheduled.id}.${scheduled.version}` : number, initial);
  const { change } = stored;
  const draft = completeDraft(stored.draft, options);
  const channel = options.channels.find((candidate) => candidate.channel === draft.channel);
  const { composition, incomplete } = channel
    ? momentOf(draft, options, scheduled, compositionOf(draft, channel))
    : { composition: null, incomplete: 'No channel is active. Ask an admin to switch one on.' };
  const query = (asked: Timed) =>
    asked.sendAt === undefined
      ? preflightQuery(number, asked)
      : schedulePreflightQuery(number, { ...asked, sendAt: asked.sendAt });
  const view = usePreflight(composition, query);
  const [askedLater, setAskedLater] = useState(false);
  const sendLater = (later: Later | null): void => {
    setAskedLater(later !== null);
    change({ later });
  };
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const files = useAttachments(channel?.attachments ?? null, draft.attachments.length, (file) =>
    change((before) => ({ attachments: [...before.attachments, file] })),
  );
  const sending = useSend({
    composition,
    view,
    query,
    post: async ({ sendAt, ...body }: Timed & Agreed, key): Promise<ComposeResult> =>
      sendAt === undefined
        ? { kind: 'sent', result: await sendMessage(number, body, key) }
        : {
            kind: 'scheduled',
            scheduled: await scheduleMessage(number, { ...body, sendAt }, key, scheduled?.version ?? null).catch(
              (error) => {
                // It may be another by now; then the form says so.
                void client.invalidateQueries({ queryKey: ['scheduled', 'one'] });
                throw error;
              },
            ),
          },
    confirmed,
    sendKey: draft.sendKey,
    keepKey: (sendKey) => change({ sendKey }),
    onSent: (result) => {
      stored.clear();
      for (const key of ['interactions', 'interaction', 'thread', 'compose', 'scheduled']) {
        void client.invalidateQueries({ queryKey: [key] });
      }
      onSent(result);
    },
  });
  // What is being sent changes it itself.
  const since = sending.state.kind === 'sending' ? null : props.since;
  const readiness = since
    ? ({ ready: false, missing: since.title } as const)
    : sendReadiness({ incomplete, view, confirmed, uploading: files.uploading.length > 0 });
  const errorAt = (field: CompositionField): string | null => {
    if (field === 'body' && draft.body === '') return null;
    // The channel is fine: it takes a template, and the field for that says so.
    if (field === 'channel' && view.preflight?.templateOnly) return null;
    const blocker = view.preflight?.blockers.find((one) => one.field === field && one.variable === undefined);
    return blocker?.reason ?? refusalAt(view.error, field);
  };
  const sender = channel ? shownSender(draft, channel, view.preflight) : null;
  const recipient = channel && chosenRecipient(draft, channel);
  const templates = channel ? templatesFrom(channel.templates, sender?.id ?? null) : [];
  const template = channel?.templates.find(({ id }) => id === draft.template?.id);
  // The options know it of the preselected sender; of any other sender or number, the preflight says it.
  const knownOf = recipient && recipient.defaultSender === sender?.id && recipient.templateOnly;
  const templateOnly = templates.length > 0 && (knownOf === true || view.preflight?.templateOnly === true);
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (readiness.ready) void sending.send();
      }}
    >
      <div className={classes.columns}>
        <Stack gap={20} className={classes.fields}>
          <div className={classes.person}>
            <strong>{options.person?.name ?? 'Nobody to write to'}</strong>
            <span className="muted small">{options.personExplanation}</span>
          </div>
          {unsavedRecord ? (
            <Notice tone="warn">The record has unsaved changes. The message goes by what is saved.</Notice>
          ) : null}
          {since ? (
            <Notice tone="warn" role="alert" title={since.title}>
              {since.text}
              {since.canOpen ? (
                <div>
                  <Button
                    variant="default"
                    size="xs"
                    mt="xs"
                    onClick={({ currentTarget }) => {
                      // The button goes with the form.
                      currentTarget.closest<HTMLElement>('[role="dialog"]')?.focus();
                      onOpenAnew();
                    }}
                    data-testid="compose-open-anew"
                  >
                    Open it as it is now
                  </Button>
                </div>
              ) : null}
            </Notice>
          ) : scheduled ? (
            <Notice tone="info">
              {scheduled.state === 'needs_attention'
                ? `This was scheduled, and not sent. ${scheduled.cause?.reason ?? ''}`
                : 'You are changing a scheduled message. Until you press Schedule or Send, it stays as it was.'}
            </Notice>
          ) : null}
          {options.warnings.map(({ code, reason }) => (
            <Notice key={code} tone="warn">
              {reason}
            </Notice>
          ))}
          {channel ? (
            <>
              <ChannelField
                channels={options.channels}
                value={draft.channel}
                later={draft.later !== null}
                error={errorAt('channel')}
                onChange={(next) => change({ channel: next })}
              />
              <RecipientField channel={channel} draft={draft} error={errorAt('to')} onChange={change} />
              <SenderField
                senders={channel.senders}
                value={sender?.id ?? null}
                why={sender?.why ?? null}
                error={errorAt('from')}
                onChange={(from) => change({ from })}
              />
              {templates.length > 0 ? (
                <TemplateSelect
                  templates={templates}
                  value={draft.template}
                  templateOnly={templateOnly}
                  error={errorAt('template')}
                  onChange={(next) => change({ template: next })}
                  testId="compose-template"
                />
              ) : null}
              {template && draft.template ? (
                <TemplateFields
                  template={template}
                  value={draft.template}
                  view={view}
                  onChange={(next) => change({ template: next })}
                />
              ) : templateOnly ? null : (
                <>
                  <BodyField
                    value={draft.body}
                    maxLength={channel.text.maxLength}
                    view={view}
                    error={errorAt('body')}
                    onChange={(body) => change({ body })}
                  />
                  <AttachmentField
                    limits={channel.attachments}
                    attachments={draft.attachments}
                    uploading={files.uploading}
                    errors={[...files.errors, ...[errorAt('attachmentIds')].filter((text) => text !== null)]}
                    onChoose={(chosen) => void files.choose(chosen)}
                    onRemove={(id) => change({ attachments: draft.attachments.filter((file) => file.id !== id) })}
                    testId="compose-file"
                  />
                </>
              )}
              {draft.later ? (
                <WhenField
                  later={draft.later}
                  options={options}
                  moment={view.current ? view.preflight?.sendAt : undefined}
                  error={refusalAt(view.error, 'sendAt')}
                  takesFocus={askedLater}
                  onChange={(later) => change({ later })}
                />
              ) : null}
            </>
          ) : null}
        </Stack>
        <div className={classes.outcome}>
          <PreflightPanel
            {...view}
            incomplete={incomplete}
            confirmed={confirmed}
            recipientZone={options.timeZones.recipient}
            onWait={(until) => sendLater(laterAt(until, options))}
            onConfirm={(subject, given) =>
              setConfirmed((before) => {
                const next = new Set(before);
                if (given) next.add(subject);
                else next.delete(subject);
                return next;
              })
            }
          />
        </div>
      </div>
      <SendBar
        readiness={readiness}
        state={sending.state}
        differsFromUnanswered={sending.differsFromUnanswered}
        later={draft.later !== null}
        onLater={(later) => sendLater(later ? defaultLater(options, new Date()) : null)}
      />
    </form>
  );
}

/** What is composed, with its moment when it is to be sent later. */
type Timed = Composition & { sendAt?: SendAt };

function momentOf(
  { later }: ComposeDraft,
  options: ComposeOptions,
  scheduled: ScheduledMessage | null,
  { composition, incomplete }: ReturnType<typeof compositionOf>,
): { composition: Timed; incomplete: null } | { composition: null; incomplete: string } {
  if (composition === null) return { composition, incomplete };
  const place = scheduled ? { inPlaceOf: scheduled.id } : {};
  if (later === null) return { composition: { ...composition, ...place }, incomplete: null };
  const sendAt = sendAtOf(later, options);
  return sendAt === null
    ? { composition: null, incomplete: 'Choose a day and a time to send at.' }
    : { composition: { ...composition, ...place, sendAt }, incomplete: null };
}

function refusalAt(error: Error | null, field: CompositionField | 'sendAt'): string | null {
  if (!(error instanceof Problem)) return null;
  const errors = error.fieldErrors();
  const name = Object.keys(errors).find((candidate) => candidate.split('.')[0] === field);
  return name ? (errors[name] ?? null) : null;
}

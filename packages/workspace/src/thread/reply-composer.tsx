import { ActionIcon, Textarea } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { replyPreflightQuery, sendReply, useReplyOptions } from '../api/compose.js';
import { Problem } from '../api/problem.js';
import type { Attachment, Interaction, ReplyComposition, TemplateChoice } from '../api/types.js';
import { AttachmentField } from '../compose/attachment-field.js';
import { writtenIn } from '../compose/compose-draft.js';
import { ConfirmationList } from '../compose/confirmation-list.js';
import { confirmationsOf } from '../compose/confirmations.js';
import type { SendKey } from '../compose/send-key.js';
import { SendNotice } from '../compose/send-notice.js';
import { sendReadiness } from '../compose/send-readiness.js';
import { completeChoice } from '../compose/template-choice.js';
import { TemplateFields } from '../compose/template-fields.js';
import { TemplateSelect } from '../compose/template-select.js';
import { TimeLeft } from '../compose/time-left.js';
import { useAttachments } from '../compose/use-attachments.js';
import { usePreflight } from '../compose/use-preflight.js';
import { useSend } from '../compose/use-send.js';
import { useStoredDraft } from '../compose/use-stored-draft.js';
import { Notice } from '../theme/notice.js';
import { replyAttachmentLimits } from './reply-attachment-limits.js';
import { ReplyOutcome } from './reply-outcome.js';
import { TakeOverNotice } from './take-over-notice.js';
import classes from './thread.module.css';

interface ReplyDraft {
  body: string;
  /** `null`: free text. */
  template: TemplateChoice | null;
  attachments: Attachment[];
  sendKey: SendKey | null;
}

const empty: ReplyDraft = { body: '', template: null, attachments: [], sendKey: null };

const chooseFirst = 'Choose a template first.';

/** A reply runs the same checks as a composed message; their outcome is one line here. */
export function ReplyComposer({ interaction, customer }: { interaction: Interaction; customer: string }) {
  const { number } = interaction;
  const client = useQueryClient();
  const { draft, change, clear } = useStoredDraft(`reply.${number}`, empty);
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const [sent, setSent] = useState(0);
  const files = useAttachments(replyAttachmentLimits, draft.attachments.length, (file) =>
    change((before) => ({ attachments: [...before.attachments, file] })),
  );
  const { data: offered } = useReplyOptions(number);
  const { templates, reasons, notes } = offered ?? { templates: [], reasons: [], notes: [] };
  const chosen = templates.find(({ id }) => id === draft.template?.id);
  const template = chosen && draft.template ? completeChoice(draft.template, chosen) : null;
  const hasText = draft.body.trim() !== '' || draft.attachments.length > 0;
  const textOnHold = offered?.templateOnly === true && templates.length > 0;
  const written = template !== null || (hasText && !textOnHold);
  const composition: ReplyComposition | null = written ? writtenIn({ ...draft, template }) : null;
  const query = (asked: ReplyComposition) => replyPreflightQuery(number, asked);
  const view = usePreflight(composition, query);
  const { state, send, differsFromUnanswered } = useSend({
    composition,
    view,
    query,
    post: (body, key) => sendReply(number, body, key),
    confirmed,
    sendKey: draft.sendKey,
    keepKey: (sendKey) => change({ sendKey }),
    onSent: () => {
      clear();
      setSent((count) => count + 1);
      for (const key of ['thread', 'interaction', 'interactions']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
  const readiness = sendReadiness({
    incomplete: written ? null : textOnHold ? chooseFirst : 'Write a reply first.',
    view,
    confirmed,
    uploading: files.uploading.length > 0,
  });
  if (state.kind === 'refused' && state.error instanceof Problem && state.error.code === 'use_take_over') {
    return (
      <div className={classes.place}>
        <TakeOverNotice interaction={interaction} />
      </div>
    );
  }
  return (
    <form
      className={classes.place}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (readiness.ready) void send();
      }}
    >
      <SendNotice state={state} differsFromUnanswered={differsFromUnanswered} />
      {view.preflight ? (
        <ConfirmationList
          confirmations={confirmationsOf(view.preflight)}
          confirmed={confirmed}
          onConfirm={(subject, given) =>
            setConfirmed(
              (before) => new Set(given ? [...before, subject] : [...before].filter((one) => one !== subject)),
            )
          }
        />
      ) : null}
      {templates.length > 0 ? (
        <TemplateSelect
          templates={templates}
          value={template}
          templateOnly={textOnHold}
          error={view.preflight?.blockers.find(({ code }) => code === 'template_unknown')?.reason ?? null}
          onChange={(next) => change({ template: next })}
          testId="reply-template"
        />
      ) : null}
      {chosen && template ? (
        <TemplateFields
          template={chosen}
          value={template}
          view={view}
          onChange={(next) => change({ template: next })}
        />
      ) : textOnHold ? (
        <Notice tone="info">{reasons.map(({ reason }) => reason).join(' ')}</Notice>
      ) : null}
      <div className={classes.replyRow}>
        {template || textOnHold ? (
          <span className={classes.reply} />
        ) : (
          <Textarea
            className={classes.reply}
            aria-label={`Reply to ${customer}`}
            placeholder={`Reply to ${customer}`}
            autosize
            minRows={1}
            maxRows={8}
            value={draft.body}
            onChange={(event) => change({ body: event.currentTarget.value })}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
            aria-describedby="reply-outcome"
            data-testid="reply-body"
          />
        )}
        <ActionIcon
          type="submit"
          size={42}
          variant="filled"
          aria-label={state.kind === 'unreachable' && !differsFromUnanswered ? 'Try again' : 'Send reply'}
          loading={state.kind === 'sending'}
          aria-disabled={!readiness.ready}
          data-disabled={!readiness.ready || undefined}
          aria-describedby="reply-outcome"
          data-testid="reply-send"
        >
          <IconSend size={19} stroke={1.8} />
        </ActionIcon>
      </div>
      <div className={classes.replyFoot}>
        {template || textOnHold ? null : (
          <AttachmentField
            compact
            limits={replyAttachmentLimits}
            attachments={draft.attachments}
            uploading={files.uploading}
            errors={files.errors}
            onChoose={(chosen) => void files.choose(chosen)}
            onRemove={(id) =>
              change((before) => ({ attachments: before.attachments.filter((file) => file.id !== id) }))
            }
            testId="reply-file"
          />
        )}
        {template
          ? null
          : notes.map(({ note, until }) =>
              until === null ? null : (
                <span key={note} className="muted small" title={note}>
                  Free text: <TimeLeft until={until} />
                </span>
              ),
            )}
        <ReplyOutcome
          view={view}
          readiness={readiness}
          written={written}
          hint={textOnHold ? chooseFirst : 'Ctrl+Enter sends'}
        />
      </div>
      <span className="sr-only" role="status">
        {sent > 0 && !written ? 'Reply sent.' : ''}
      </span>
    </form>
  );
}

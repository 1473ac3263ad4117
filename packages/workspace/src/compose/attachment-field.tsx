import { ActionIcon, Button, Loader } from '@mantine/core';
import { IconPaperclip, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { attachmentUrl } from '../api/attachments.js';
import type { Attachment, ComposeChannel } from '../api/types.js';
import { byteWords } from './byte-words.js';
import classes from './compose.module.css';

interface AttachmentFieldProps {
  limits: ComposeChannel['attachments'];
  attachments: Attachment[];
  uploading: string[];
  errors: string[];
  onChoose: (files: File[]) => void;
  onRemove: (id: string) => void;
  testId: string;
  /** Only the button and the list, for the reply's narrow place. */
  compact?: boolean;
}

export function AttachmentField(props: AttachmentFieldProps) {
  const { limits, attachments, uploading, errors, onChoose, onRemove, testId, compact = false } = props;
  const input = useRef<HTMLInputElement>(null);
  if (!limits) return compact ? null : <p className="muted small">This channel takes no attachments.</p>;
  const images = limits.contentTypes.every((type) => type.startsWith('image/'));
  return (
    <div className={classes.attachments}>
      <input
        ref={input}
        type="file"
        hidden
        multiple={limits.maxCount > 1}
        accept={limits.contentTypes.join(',')}
        aria-label="Attach file"
        data-testid={testId}
        onChange={(event) => {
          onChoose(Array.from(event.currentTarget.files ?? []));
          // The same file can be chosen again after it was removed.
          event.currentTarget.value = '';
        }}
      />
      <Button
        variant={compact ? 'subtle' : 'default'}
        size={compact ? 'compact-sm' : 'sm'}
        leftSection={<IconPaperclip size={17} stroke={1.7} />}
        onClick={() => input.current?.click()}
      >
        Attach File
      </Button>
      {compact ? null : (
        <span className="muted small">
          {images ? 'Images' : 'Files'} up to {byteWords(limits.maxBytes)}
          {limits.maxCount > 1 ? `, at most ${limits.maxCount}` : ''}
        </span>
      )}
      {attachments.length + uploading.length > 0 ? (
        <ul className={classes.files} aria-label="Attachments">
          {attachments.map(({ id, fileName, contentType, size }) => (
            <li key={id}>
              {contentType.startsWith('image/') ? <img src={attachmentUrl(id)} alt="" /> : <IconPaperclip size={18} />}
              <span className={classes.fileName}>{fileName}</span>
              <span className="muted small">{byteWords(size)}</span>
              <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${fileName}`} onClick={() => onRemove(id)}>
                <IconTrash size={17} stroke={1.7} />
              </ActionIcon>
            </li>
          ))}
          {uploading.map((name) => (
            <li key={name}>
              <Loader size={18} />
              <span className={classes.fileName}>{name}</span>
              <span className="muted small">Uploading…</span>
            </li>
          ))}
        </ul>
      ) : null}
      <div role="alert" className={classes.fileErrors}>
        {errors.map((error) => (
          <p key={error}>{error}</p>
        ))}
      </div>
    </div>
  );
}

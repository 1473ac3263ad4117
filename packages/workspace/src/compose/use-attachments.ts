import { useState } from 'react';
import { uploadAttachment } from '../api/attachments.js';
import type { Attachment, ComposeChannel } from '../api/types.js';
import { byteWords } from './byte-words.js';

/** Uploads chosen files one by one. `add` is called as each one arrives. */
export function useAttachments(limits: ComposeChannel['attachments'], count: number, add: (file: Attachment) => void) {
  const [uploading, setUploading] = useState<string[]>([]);
  const [errors, setErrors] = useState<string[]>([]);

  const choose = async (files: File[]): Promise<void> => {
    setErrors([]);
    let room = limits ? limits.maxCount - count : 0;
    for (const file of files) {
      const refusal = !limits
        ? 'This channel takes no attachments.'
        : room <= 0
          ? `At most ${limits.maxCount} ${limits.maxCount === 1 ? 'file' : 'files'} per message. Remove one first.`
          : file.size > limits.maxBytes
            ? `It is ${byteWords(file.size)}; this channel takes at most ${byteWords(limits.maxBytes)}.`
            : null;
      if (refusal) {
        setErrors((before) => [...before, `${file.name}: ${refusal}`]);
        continue;
      }
      room -= 1;
      setUploading((before) => [...before, file.name]);
      try {
        add(await uploadAttachment(file));
      } catch (error) {
        const reason = error instanceof Error ? error.message : 'It could not be uploaded.';
        setErrors((before) => [...before, `${file.name}: ${reason}`]);
      }
      setUploading((before) => before.filter((name) => name !== file.name));
    }
  };
  return { choose, uploading, errors };
}

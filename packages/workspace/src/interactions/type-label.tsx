import { IconDots, IconMail, IconMessage2, IconMessages, IconPhone, IconWalk } from '@tabler/icons-react';
import type { InteractionType } from '../api/types.js';
import { typeWords } from './interaction-words.js';
import classes from './type-label.module.css';

const icons: Record<InteractionType, typeof IconPhone> = {
  phone: IconPhone,
  chat: IconMessages,
  email: IconMail,
  walk_in: IconWalk,
  messaging: IconMessage2,
  other: IconDots,
};

export function TypeLabel({ type }: { type: InteractionType }) {
  const Icon = icons[type];
  return (
    <span className={classes.label}>
      <Icon size={17} stroke={1.7} aria-hidden />
      {typeWords[type]}
    </span>
  );
}

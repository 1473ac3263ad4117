import type { ReactNode } from 'react';
import classes from './card.module.css';

interface CardProps {
  title?: ReactNode;
  /** Beside the title, at its end. */
  action?: ReactNode;
  /** Content without inner spacing: tables and lists that reach the edges. */
  flush?: boolean;
  /** Names the region for assistive technology; default: its title. */
  label?: string;
  children: ReactNode;
}

/** A surface for one subject. */
export function Card({ title, action, flush = false, label, children }: CardProps) {
  const name = label ?? (typeof title === 'string' ? title : undefined);
  return (
    <section className={classes.card} aria-label={name} data-flush={flush || undefined}>
      {title || action ? (
        <div className={classes.head}>
          {title ? <h2 className={classes.title}>{title}</h2> : <span />}
          {action}
        </div>
      ) : null}
      <div className={flush ? undefined : classes.body} data-headed={Boolean(title) || undefined}>
        {children}
      </div>
    </section>
  );
}

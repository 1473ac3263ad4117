import { type ReactNode, useId } from 'react';
import classes from './config.module.css';

interface FrameProps {
  legend: ReactNode;
  hint?: string | null;
  error?: string | null;
  required?: boolean;
  /** Beside the legend. */
  action?: ReactNode;
  /** One of several: with a line around it. */
  bordered?: boolean;
  children: ReactNode;
}

/** Values that belong together, with what is wrong with them as a whole. */
export function Frame({ legend, hint, error, required = false, action, bordered = false, children }: FrameProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(' ');
  return (
    <fieldset
      className={classes.frame}
      data-bordered={bordered || undefined}
      aria-describedby={described === '' ? undefined : described}
    >
      <legend className="sr-only">{legend}</legend>
      <div className={classes.frameHead}>
        <span aria-hidden className={classes.legend}>
          {legend}
          {required ? <span className={classes.required}> *</span> : null}
        </span>
        {action}
      </div>
      {hint ? (
        <p id={`${id}-hint`} className={classes.hint}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className={classes.error}>
          {error}
        </p>
      ) : null}
      {children}
    </fieldset>
  );
}

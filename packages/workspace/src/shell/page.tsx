import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import classes from './page.module.css';

interface PageProps {
  /** Of the browser's tab; default: the heading. */
  documentTitle?: string;
  heading: ReactNode;
  /** Below the heading, one line. */
  lead?: ReactNode;
  /** Where the page is; the page itself comes last and has no address. */
  trail?: { label: string; to?: string }[];
  /** Beside the heading. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of every page: where one is, what it is, what can be done. Takes the focus, so that it is announced. */
export function Page({ documentTitle, heading, lead, trail, actions, children }: PageProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Only when nothing else asked for it: a restored page or an opened panel keeps its focus.
    if (document.activeElement === null || document.activeElement === document.body) title.current?.focus();
  }, []);
  const name = documentTitle ?? (typeof heading === 'string' ? heading : '');
  return (
    <div className={classes.page}>
      <title>{name === '' ? 'Hailpoint' : `${name} – Hailpoint`}</title>
      {trail ? (
        <nav aria-label="Breadcrumb">
          <ol className={classes.trail}>
            {trail.map(({ label, to }, index) => (
              <li key={label} aria-current={index === trail.length - 1 ? 'page' : undefined}>
                {to ? <Link to={to}>{label}</Link> : label}
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className={classes.head}>
        <div className={classes.heading}>
          <h1 ref={title} tabIndex={-1} className={classes.title}>
            {heading}
          </h1>
          {lead ? <div className={classes.lead}>{lead}</div> : null}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </div>
      {children}
    </div>
  );
}

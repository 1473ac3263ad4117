import { IconArrowRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useGuide } from '../api/guide.js';
import classes from './guide-list.module.css';

/** What can be tried on the demo data, and on which record. Shows nothing where there is no demo data. */
export function GuideList({ handsetUrl }: { handsetUrl: string | null }) {
  const items = useGuide().data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="guide-title">
      <h2 id="guide-title" className={classes.title}>
        Try it
      </h2>
      <p className={classes.lead}>
        Each record below shows one situation. Open it and press Compose Message
        {handsetUrl ? '; the text arrives on the customers’ phones, where you can answer it.' : '.'}
      </p>
      <ol className={classes.cards}>
        {items.map(({ interaction, title, text }) => (
          <li key={interaction + title} className={classes.card}>
            <h3 className={classes.name}>
              <Link to={`/interactions/${interaction}`} data-testid={`guide-${interaction}`} className={classes.link}>
                {title}
              </Link>
            </h3>
            <p className={classes.text}>{text}</p>
            <p className={classes.foot}>
              <span className="number">{interaction}</span>
              <IconArrowRight size={17} stroke={1.8} aria-hidden />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

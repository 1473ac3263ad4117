import { IconHistory, IconInbox, IconMessages, IconPlug, IconPuzzle, IconShieldCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useParkedEventCount } from '../api/carrier-events.js';
import classes from './home-page.module.css';

const places = [
  { to: '/admin/channels', name: 'Channels', text: 'Which channels agents may start, and how', Icon: IconMessages },
  { to: '/admin/plugins', name: 'Plugins', text: 'What runs, how it is set up, and the switches', Icon: IconPlug },
  { to: '/admin/extension-points', name: 'Extension points', text: 'Who is asked, in which order', Icon: IconPuzzle },
  { to: '/admin/consent', name: 'Consent', text: 'Who may be written to, and the proof', Icon: IconShieldCheck },
  { to: '/admin/carrier-events', name: 'Carrier events', text: 'What could not be processed', Icon: IconInbox },
  { to: '/admin/audit', name: 'Audit', text: 'Who changed what, and when', Icon: IconHistory },
];

export function AdminStart() {
  const parked = useParkedEventCount().data?.parked ?? 0;
  const waiting = parked === 1 ? '1 waits for you' : `${parked} wait for you`;
  return (
    <section className={classes.starts} aria-label="Administration">
      {places.map(({ to, name, text, Icon }) => (
        <Link key={to} to={to} className={classes.start}>
          <span className={classes.startIcon}>
            <Icon size={20} stroke={1.7} aria-hidden />
          </span>
          <span>
            <strong>{name}</strong>
            <span className="muted small">{to === '/admin/carrier-events' && parked > 0 ? waiting : text}</span>
          </span>
        </Link>
      ))}
    </section>
  );
}

import { IconHistory, IconMessages, IconPlug } from '@tabler/icons-react';
import { Link } from 'react-router';
import classes from './home-page.module.css';

const places = [
  { to: '/admin/channels', name: 'Channels', text: 'Which channels agents may start, and how', Icon: IconMessages },
  { to: '/admin/plugins', name: 'Plugins', text: 'What runs, and what each one contributes', Icon: IconPlug },
  { to: '/admin/audit', name: 'Audit', text: 'Who changed what, and when', Icon: IconHistory },
];

export function AdminStart() {
  return (
    <section className={classes.starts} aria-label="Administration">
      {places.map(({ to, name, text, Icon }) => (
        <Link key={to} to={to} className={classes.start}>
          <span className={classes.startIcon}>
            <Icon size={20} stroke={1.7} aria-hidden />
          </span>
          <span>
            <strong>{name}</strong>
            <span className="muted small">{text}</span>
          </span>
        </Link>
      ))}
    </section>
  );
}

import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { ColorSchemeSwitch } from '../theme/color-scheme-switch.js';
import { Logo } from '../theme/logo.js';
import classes from './sign-in-needed.module.css';

/** Nobody is signed in: there is no password to ask for, so it says where a link comes from. */
export function SignInNeeded({ onRetry }: { onRetry: () => void }) {
  return (
    <div className={classes.page}>
      <title>Sign in – Hailpoint</title>
      <div className={classes.corner}>
        <ColorSchemeSwitch />
      </div>
      <main className={classes.panel}>
        <div className={classes.brand}>
          <Logo size={36} />
          <span>Hailpoint</span>
        </div>
        <h1>Sign in with a link</h1>
        <p className="muted">
          Hailpoint has no passwords. You come in with a one-time link, which is valid for 15 minutes.
        </p>
        <ul className={classes.ways}>
          <li>
            <strong>Just started it?</strong> The start prints one link for an agent and one for the admin. Look at the
            end of its output.
          </li>
          <li>
            <strong>Link used or too old?</strong> Where Hailpoint runs, make another one:
            <code className={classes.command}>npx hailpoint login &lt;username&gt;</code>
          </li>
          <li>
            <strong>Somebody else runs it?</strong> Ask your admin to send you a link.
          </li>
        </ul>
        <Button fullWidth size="md" leftSection={<IconKey size={18} />} onClick={onRetry}>
          I have opened my link
        </Button>
      </main>
    </div>
  );
}

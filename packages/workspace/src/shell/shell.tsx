import { Drawer, Loader } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { Suspense, useEffect } from 'react';
import { Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useLiveEvents } from '../api/live-events.js';
import { useMe } from '../api/me.js';
import { Problem } from '../api/problem.js';
import type { Me } from '../api/types.js';
import { Header } from './header.js';
import { LoadFailed } from './load-failed.js';
import { Navigation } from './navigation.js';
import { SessionEnded } from './session-ended.js';
import classes from './shell.module.css';
import { SignInNeeded } from './sign-in-needed.js';

/** Decides who is here; everything else is inside. */
export function Shell() {
  const me = useMe();
  const retry = (): void => void me.refetch();
  const signedOut = me.error instanceof Problem && me.error.status === 401;
  if (me.data) {
    return (
      <>
        <SignedInShell me={me.data} />
        <SessionEnded opened={signedOut} onRetry={retry} />
      </>
    );
  }
  if (signedOut) return <SignInNeeded onRetry={retry} />;
  if (me.error) return <LoadFailed error={me.error} onRetry={retry} />;
  return (
    <div className={classes.loading}>
      <Loader role="img" aria-label="Loading" />
    </div>
  );
}

function SignedInShell({ me }: { me: Me }) {
  useLiveEvents(me.user.id);
  const [menuOpened, menu] = useDisclosure(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere is what closes the menu
  useEffect(() => menu.close(), [pathname]);
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        Skip to the content
      </a>
      <Header me={me} menuOpened={menuOpened} onMenu={menu.toggle} />
      <div className={classes.side}>
        <Navigation roles={me.user.roles} />
      </div>
      <Drawer
        opened={menuOpened}
        onClose={menu.close}
        size={280}
        title="Menu"
        closeButtonProps={{ 'aria-label': 'Close the menu' }}
      >
        <Navigation roles={me.user.roles} />
      </Drawer>
      <main id="content" tabIndex={-1} className={classes.main}>
        <Suspense fallback={<Loader role="img" aria-label="Loading" />}>
          <Outlet />
        </Suspense>
      </main>
      <Notifications position="bottom-right" />
      <ScrollRestoration />
    </div>
  );
}

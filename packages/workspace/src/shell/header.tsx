import { Burger } from '@mantine/core';
import { Link } from 'react-router';
import type { Me } from '../api/types.js';
import { NotificationsMenu } from '../notifications/notifications-menu.js';
import { ColorSchemeSwitch } from '../theme/color-scheme-switch.js';
import { Logo } from '../theme/logo.js';
import classes from './header.module.css';
import { UserMenu } from './user-menu.js';

interface HeaderProps {
  me: Me;
  menuOpened: boolean;
  onMenu: () => void;
}

export function Header({ me, menuOpened, onMenu }: HeaderProps) {
  return (
    <header className={classes.header}>
      <span className={classes.burger}>
        <Burger
          opened={menuOpened}
          onClick={onMenu}
          size="sm"
          lineSize={2}
          aria-label={menuOpened ? 'Close the menu' : 'Open the menu'}
          aria-expanded={menuOpened}
        />
      </span>
      <Link to="/" className={classes.brand} aria-label="Hailpoint, home">
        <Logo />
        <span>Hailpoint</span>
      </Link>
      <div className={classes.tools}>
        <NotificationsMenu />
        <ColorSchemeSwitch />
        <UserMenu me={me} />
      </div>
    </header>
  );
}

import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconLogout } from '@tabler/icons-react';
import { signOut } from '../api/me.js';
import type { Me } from '../api/types.js';
import { initials } from './initials.js';
import classes from './user-menu.module.css';

export function UserMenu({ me }: { me: Me }) {
  const { name, username, roles } = me.user;
  const leave = (): void => {
    // The whole page is loaded anew: no answer of the one who leaves stays in memory.
    void signOut().finally(() => window.location.assign('/'));
  };
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.button}>
          <span className={classes.avatar} data-initials={initials(name)} aria-hidden="true" />
          <span className={classes.name}>{name}</span>
          <span className="sr-only">: user menu</span>
          <IconChevronDown size={15} stroke={1.8} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong>{name}</strong>
          <span className="muted small">
            {username ? `${username} · ` : ''}
            {roles.map((role) => (role === 'admin' ? 'Admin' : 'Agent')).join(', ')}
          </span>
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={17} stroke={1.7} />} onClick={leave}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

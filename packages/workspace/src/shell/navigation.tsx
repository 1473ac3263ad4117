import {
  IconClock,
  IconHistory,
  IconHome,
  IconInbox,
  IconList,
  IconMessages,
  IconPlug,
  IconPuzzle,
  IconShieldCheck,
  IconUser,
} from '@tabler/icons-react';
import { NavLink } from 'react-router';
import type { Role } from '../api/types.js';
import classes from './navigation.module.css';

const icon = { size: 18, stroke: 1.7, 'aria-hidden': true } as const;

/** Home; Lists > Interactions; what the admin sets up. */
export function Navigation({ roles }: { roles: Role[] }) {
  return (
    <nav aria-label="Main" className={classes.navigation}>
      <NavLink to="/" end className={classes.link}>
        <IconHome {...icon} />
        Home
      </NavLink>
      <p className={classes.section} id="navigation-lists">
        Lists
      </p>
      <p className={classes.group} id="navigation-interactions">
        Interactions
      </p>
      <ul className={classes.links} aria-labelledby="navigation-lists navigation-interactions">
        <li>
          <NavLink to="/lists/interactions/mine" className={classes.link}>
            <IconUser {...icon} />
            My Interactions
          </NavLink>
        </li>
        <li>
          <NavLink to="/lists/interactions/all" className={classes.link}>
            <IconList {...icon} />
            All Interactions
          </NavLink>
        </li>
      </ul>
      {roles.includes('agent_workspace_user') ? (
        <ul className={classes.links} aria-labelledby="navigation-lists">
          <li>
            <NavLink to="/lists/scheduled" className={classes.link}>
              <IconClock {...icon} />
              Scheduled
            </NavLink>
          </li>
        </ul>
      ) : null}
      {roles.includes('admin') ? (
        <>
          <p className={classes.section} id="navigation-admin">
            Administration
          </p>
          <ul className={classes.links} aria-labelledby="navigation-admin">
            <li>
              <NavLink to="/admin/channels" className={classes.link}>
                <IconMessages {...icon} />
                Channels
              </NavLink>
            </li>
            <li>
              <NavLink to="/admin/plugins" className={classes.link}>
                <IconPlug {...icon} />
                Plugins
              </NavLink>
            </li>
            <li>
              <NavLink to="/admin/extension-points" className={classes.link}>
                <IconPuzzle {...icon} />
                Extension points
              </NavLink>
            </li>
            <li>
              <NavLink to="/admin/consent" className={classes.link}>
                <IconShieldCheck {...icon} />
                Consent
              </NavLink>
            </li>
            <li>
              <NavLink to="/admin/carrier-events" className={classes.link}>
                <IconInbox {...icon} />
                Carrier events
              </NavLink>
            </li>
            <li>
              <NavLink to="/admin/audit" className={classes.link}>
                <IconHistory {...icon} />
                Audit
              </NavLink>
            </li>
          </ul>
        </>
      ) : null}
    </nav>
  );
}

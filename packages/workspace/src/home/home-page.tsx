import { Button } from '@mantine/core';
import { IconDeviceMobile, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMe } from '../api/me.js';
import { Page } from '../shell/page.js';
import { AdminStart } from './admin-start.js';
import { greeting } from './greeting.js';
import { GuideList } from './guide-list.js';
import classes from './home-page.module.css';
import { MyInteractions } from './my-interactions.js';

export function HomePage() {
  const me = useMe().data;
  if (!me) return null;
  const agent = me.user.roles.includes('agent_workspace_user');
  const { handsetUrl } = me.features;
  return (
    <Page
      documentTitle="Home"
      heading={`${greeting(new Date().getHours())}, ${me.user.name.split(' ')[0]}`}
      lead={agent ? 'Pick up where you left off, or start a conversation.' : 'Set up channels, and see what runs.'}
      actions={
        <>
          {handsetUrl ? (
            <Button
              component="a"
              href={handsetUrl}
              target="_blank"
              rel="noreferrer"
              variant="default"
              leftSection={<IconDeviceMobile size={18} stroke={1.7} />}
            >
              Customers' phones<span className="sr-only"> (opens in a new tab)</span>
            </Button>
          ) : null}
          {agent ? (
            <Button component={Link} to="/interactions/new" leftSection={<IconPlus size={18} />}>
              New interaction
            </Button>
          ) : null}
        </>
      }
    >
      <div className={classes.sections}>
        {agent ? <MyInteractions /> : null}
        {me.user.roles.includes('admin') ? <AdminStart /> : null}
        <GuideList handsetUrl={handsetUrl} />
      </div>
    </Page>
  );
}

import { Collapse, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import type { Preflight } from '../api/types.js';
import classes from './preflight.module.css';

/** Every plugin that was asked, and what it said: the proof behind the outcome. */
export function VerdictList({ preflight }: { preflight: Preflight }) {
  const [opened, { toggle }] = useDisclosure(false);
  const blocked = preflight.blockers.length > 0;
  return (
    <div className={classes.verdicts}>
      <UnstyledButton className={classes.toggle} aria-expanded={opened} aria-controls="verdicts" onClick={toggle}>
        <IconChevronRight size={17} stroke={1.8} data-opened={opened || undefined} aria-hidden />
        {blocked ? 'What was checked' : 'Why is this allowed'}
        <span className="muted">{preflight.verdicts.length} checks</span>
      </UnstyledButton>
      <Collapse expanded={opened} id="verdicts">
        <ul className={classes.checks}>
          {preflight.verdicts.map(({ point, plugin, contribution, verdict, reason, ms }) => (
            <li key={[point, plugin, contribution, reason].join(' ')}>
              <span className={classes.checkHead}>
                <strong>{contribution}</strong>
                <span className={classes.answer}>{verdict.replaceAll('_', ' ')}</span>
              </span>
              {reason ? <span className={classes.why}>{reason}</span> : null}
              <span className={classes.source}>
                {point === 'core' ? 'Core' : `${point} · ${plugin}`} · {ms < 1 ? 'under 1' : Math.round(ms)} ms
              </span>
            </li>
          ))}
        </ul>
      </Collapse>
    </div>
  );
}

import { NativeSelect } from '@mantine/core';
import { useChannels } from '../api/admin.js';
import { usePlugins } from '../api/plugins.js';
import classes from './audit.module.css';

const FILE = 'hailpoint.yaml';

interface AuditFilterProps {
  /** Empty: everything. */
  subject: string;
  onChange: (subject: string) => void;
}

/** Everything, or what was done to one plugin or channel. */
export function AuditFilter({ subject, onChange }: AuditFilterProps) {
  const plugins = usePlugins().data?.items.map(({ id }) => ({ value: id, label: id })) ?? [];
  const channels = useChannels().data?.items.map(({ channel, name }) => ({ value: channel, label: name })) ?? [];
  const known = [...plugins, ...channels].some(({ value }) => value === subject) || ['', FILE].includes(subject);
  return (
    <NativeSelect
      className={classes.filter}
      label="What it was done to"
      data={[
        { value: '', label: 'Everything' },
        ...(known ? [] : [{ value: subject, label: subject }]),
        { value: FILE, label: 'The configuration file' },
        { group: 'Plugins', items: plugins },
        { group: 'Channels', items: channels },
      ]}
      value={subject}
      onChange={(event) => onChange(event.currentTarget.value)}
      data-testid="audit-subject"
    />
  );
}

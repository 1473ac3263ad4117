import { Button, Loader } from '@mantine/core';
import { Link } from 'react-router';
import { useAudit } from '../api/admin.js';
import type { AuditEntry, Plugin } from '../api/types.js';
import { AuditDetails } from '../audit/audit-details.js';
import { auditWords } from '../audit/audit-words.js';
import { LoadFailed } from '../shell/load-failed.js';
import { LoadMore } from '../shell/load-more.js';
import { exactTime } from '../shell/time-words.js';
import { Card } from '../theme/card.js';
import classes from './plugins.module.css';
import type { PluginChanging } from './use-plugin-change.js';

interface PluginHistoryProps {
  plugin: Plugin;
  onAsk: PluginChanging['ask'];
}

/** Who changed it, newest first, each with a way back. */
export function PluginHistory({ plugin, onAsk }: PluginHistoryProps) {
  const { id, locked } = plugin;
  const audit = useAudit(id);
  const items = audit.data?.pages.flatMap((page) => page.items) ?? [];
  const changes = items.filter(({ action }) => action === 'plugin.changed');
  const undo = (entry: AuditEntry): void => {
    const later = changes.findIndex((change) => change.id === entry.id);
    onAsk({
      title: `Undo the change of ${exactTime(entry.at)}`,
      steps: [{ plugin: id, change: { undo: entry.id } }],
      effects:
        later > 0
          ? [
              later === 1
                ? 'What held before this change holds again. The change that was made since is taken back, too.'
                : `What held before this change holds again. The ${later} changes that were made since are taken back, too.`,
            ]
          : [],
    });
  };
  return (
    <Card title="History" action={<Link to={`/admin/audit?subject=${encodeURIComponent(id)}`}>In the audit</Link>}>
      {audit.isPending ? (
        <Loader role="img" aria-label="Loading the history" />
      ) : audit.isError && items.length === 0 ? (
        <LoadFailed error={audit.error} onRetry={() => void audit.refetch()} />
      ) : items.length === 0 ? (
        <p className="muted">Nothing was changed here yet. It is as the configuration file says.</p>
      ) : (
        <ul className={classes.history} data-testid="plugin-history">
          {items.map((entry) => {
            const { what, details } = auditWords(entry);
            return (
              <li key={entry.id}>
                <div className={classes.itemText}>
                  <p className={classes.what}>{what}</p>
                  <p className="muted small">
                    <time dateTime={entry.at}>{exactTime(entry.at)}</time>, {entry.user?.name ?? 'System'}
                  </p>
                  <AuditDetails details={details} />
                </div>
                {entry.action === 'plugin.changed' && !locked ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`Undo: ${what}, ${exactTime(entry.at)}`}
                    onClick={() => undo(entry)}
                  >
                    Undo
                  </Button>
                ) : null}
              </li>
            );
          })}
        </ul>
      )}
      <LoadMore list={audit} />
    </Card>
  );
}

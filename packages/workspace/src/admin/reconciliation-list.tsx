import { Button, Loader } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import { useReconciliations, useStartReconciliation } from '../api/reconciliations.js';
import type { Reconciliation } from '../api/types.js';
import { LoadFailed } from '../shell/load-failed.js';
import { LoadMore } from '../shell/load-more.js';
import { Card } from '../theme/card.js';
import { EmptyState } from '../theme/empty-state.js';
import { Notice } from '../theme/notice.js';
import classes from './admin.module.css';
import { ReconciliationRow } from './reconciliation-row.js';

/** The daily comparisons of what carriers know with what we know, newest first. */
export function ReconciliationList() {
  const list = useReconciliations();
  const start = useStartReconciliation();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="comparisons">
      <div className={classes.subhead}>
        <div>
          <h2 id="comparisons" className={classes.subtitle}>
            Comparison with carriers
          </h2>
          <p className="muted">
            Once a day each carrier is asked what it knows. What had not reached Hailpoint is taken over; what differs
            is listed.
          </p>
        </div>
        <Button
          variant="default"
          loading={start.isPending && start.variables.plugin === undefined}
          onClick={() => start.mutate({})}
          data-testid="compare-now"
        >
          Compare now
        </Button>
      </div>
      <div role="status" className={classes.told}>
        {start.error ? (
          <Notice tone="bad" title="Not compared">
            {start.error.message}
          </Notice>
        ) : start.data ? (
          <Notice tone="info">{startedWords(start.data.items, items)}</Notice>
        ) : null}
      </div>
      {list.isPending ? (
        <Loader role="img" aria-label="Loading the comparisons" />
      ) : list.isError && items.length === 0 ? (
        <LoadFailed error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Card flush={items.length > 0}>
          {items.length === 0 ? (
            <EmptyState icon={<IconArrowsLeftRight size={24} stroke={1.6} />} title="Nothing was compared yet">
              A plugin whose carrier can list what it knows is compared once a day, from its first day on.
            </EmptyState>
          ) : (
            <table className={classes.table} aria-labelledby="comparisons">
              <thead>
                <tr>
                  <th scope="col">Period</th>
                  <th scope="col">Plugin</th>
                  <th scope="col">State</th>
                  <th scope="col">What was found</th>
                  <th scope="col">
                    <span className="sr-only">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <ReconciliationRow
                    key={item.id}
                    reconciliation={item}
                    starting={
                      start.isPending && start.variables.from === item.from && start.variables.plugin === item.plugin
                    }
                    onAgain={({ plugin, from, to }) => start.mutate({ plugin, from, to })}
                  />
                ))}
              </tbody>
            </table>
          )}
        </Card>
      )}
      <LoadMore list={list} />
    </section>
  );
}

/** What became of the comparisons that were asked for here, as the list has them by now. */
function startedWords(started: readonly Reconciliation[], items: readonly Reconciliation[]): string {
  const latest = started.map((one) => items.find(({ id }) => id === one.id) ?? one);
  const ended = latest.every(({ finishedAt }) => finishedAt !== null);
  return ended ? latest.map(({ words }) => words).join(' ') : 'The comparison begins. The list shows how far it is.';
}

import { Button, Group, Loader, Modal, Stack } from '@mantine/core';
import type { PluginStep } from '../api/plugins.js';
import { Problem } from '../api/problem.js';
import type { PluginPlan } from '../api/types.js';
import { LoadFailed } from '../shell/load-failed.js';
import { Notice } from '../theme/notice.js';
import { PlanView } from './plan-view.js';
import classes from './plugins.module.css';
import { type AppliedChange, useApplyPlans } from './use-apply-plans.js';

interface PlanDialogProps {
  title: string;
  steps: readonly PluginStep[];
  /** What the plans do not say by themselves. */
  effects?: readonly string[];
  /** @param blocked what cannot be done, and why */
  onClose: (left: { applied: AppliedChange[]; blocked: PluginPlan | null }) => void;
  onApplied: (applied: AppliedChange[]) => void;
}

/** Shows what a change does before it is made, and makes exactly that. */
export function PlanDialog({ title, steps, effects = [], onClose, onApplied }: PlanDialogProps) {
  const { query, plans, applied, apply } = useApplyPlans(steps, onApplied);
  const blocked = plans?.find((plan) => plan.blocked) ?? null;
  const close = (): void => onClose({ applied, blocked });
  return (
    <Modal opened onClose={close} title={title} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="lg">
        <div role="status" className={classes.stacked}>
          <Refusal error={apply.error} applied={applied.length} />
          {effects.map((effect) => (
            <p key={effect} className={classes.effect} data-testid="plan-effect">
              {effect}
            </p>
          ))}
          {plans?.map((plan, index) => (
            <PlanView key={steps[index]?.plugin} plan={plan} />
          ))}
        </div>
        {query.isPending ? <Loader role="img" aria-label="Working out what it does" /> : null}
        {query.isError ? <LoadFailed error={query.error} onRetry={() => void query.refetch()} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {blocked ? 'Back' : 'Cancel'}
          </Button>
          <Button
            data-autofocus
            // It keeps the focus while the plan is worked out.
            aria-disabled={plans === null || blocked !== null}
            data-disabled={plans === null || blocked !== null || undefined}
            loading={apply.isPending}
            onClick={() => plans !== null && blocked === null && apply.mutate(plans)}
            data-testid="plan-apply"
          >
            Apply
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Refusal({ error, applied }: { error: Error | null; applied: number }) {
  if (error === null) return null;
  const code = error instanceof Problem ? error.code : null;
  const before =
    applied === 0
      ? ''
      : applied === 1
        ? ' One change was made before that.'
        : ` ${applied} changes were made before that.`;
  if (code === 'plugin_plan_changed') {
    return (
      <Notice tone="warn" title="Something changed meanwhile">
        Nothing was changed. This is what it would do now; apply it if you agree.{before}
      </Notice>
    );
  }
  return (
    <Notice tone="bad" title="Nothing was changed">
      {code === 'plugin_change_blocked'
        ? 'It turned out while it was being prepared. The reason is below.'
        : error.message}
      {before}
    </Notice>
  );
}

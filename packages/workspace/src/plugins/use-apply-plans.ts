import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { changePlugin, type PluginStep, usePluginPlans, useRefreshPlugins } from '../api/plugins.js';
import { Problem } from '../api/problem.js';
import type { PluginPlan } from '../api/types.js';

export interface AppliedChange {
  plugin: string;
  changeId: string;
}

/** The plans of a change, and carrying them out one after another as they were read. */
export function useApplyPlans(steps: readonly PluginStep[], onApplied: (applied: AppliedChange[]) => void) {
  const query = usePluginPlans(steps);
  const refresh = useRefreshPlugins();
  const [applied, setApplied] = useState<AppliedChange[]>([]);
  /** What a refusal said about a step, in place of the plan that was asked for. */
  const [told, setTold] = useState<Readonly<Record<number, PluginPlan>>>({});
  const plans = query.data?.map((plan, index) => told[index] ?? plan) ?? null;
  const apply = useMutation({
    mutationFn: async (read: readonly PluginPlan[]) => {
      const done = [...applied];
      for (const [index, step] of steps.entries()) {
        if (index < done.length) continue;
        try {
          const { changeId } = await changePlugin(step, (read[index] as PluginPlan).planId);
          done.push({ plugin: step.plugin, changeId });
          setApplied([...done]);
        } catch (error) {
          const plan = error instanceof Problem ? (error.body.plan as PluginPlan | undefined) : undefined;
          if (plan) setTold((before) => ({ ...before, [index]: plan }));
          throw error;
        }
      }
      return done;
    },
    onSuccess: onApplied,
    onSettled: () => void refresh(),
  });
  return { query, plans, applied, apply };
}

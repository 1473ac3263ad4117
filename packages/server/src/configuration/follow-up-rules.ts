import type { FollowUpAction, FollowUpRule } from '@hailpoint/messaging';
import type { SectionFault } from './read-section.js';
import type { FollowUpActionSection, FollowUpFilterSection, FollowUpSection } from './sections/follow-up-section.js';

/** An entry of `followUps` with its parts, each read by its class. */
export interface ReadFollowUp {
  readonly rule: FollowUpSection;
  readonly filter: FollowUpFilterSection;
  readonly action: FollowUpActionSection;
}

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Rules as the domain takes them. Only of entries without faults. */
export function followUpRules(entries: readonly ReadFollowUp[]): readonly FollowUpRule[] {
  return entries.map(({ rule, filter, action }) => ({
    name: rule.name,
    when: rule.when,
    afterMs: Number(rule.after.slice(0, -1)) * unitMs[rule.after.slice(-1) as keyof typeof unitMs],
    filter: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
    action: actionsOf(action)[0] as FollowUpAction,
  }));
}

/** What no entry shows by itself, and what an action may not be. */
export function followUpFaults(entries: readonly ReadFollowUp[]): SectionFault[] {
  return entries.flatMap(({ rule, filter, action }, index): SectionFault[] => {
    const path = `followUps[${index}]`;
    const faults: SectionFault[] = [];
    if (typeof rule.name === 'string' && entries.findIndex((other) => other.rule.name === rule.name) < index) {
      faults.push({
        path: `${path}.name`,
        problem: 'is the name of another follow-up.',
        fix: 'Give each its own name.',
      });
    }
    const count = actionsOf(action).length;
    if (count !== 1) {
      faults.push({
        path: `${path}.do`,
        problem: count === 0 ? 'does nothing.' : 'does several things at once.',
        fix: 'Write exactly one of promptAgent: true, promptRequester, reassign, unassign: true, setState and close; several follow-ups may have the same time.',
      });
    }
    if (filter.assigned === 'virtual_agent' && (action.reassign !== undefined || action.unassign !== undefined)) {
      faults.push({
        path: `${path}.do`,
        problem: 'assigns what the virtual agent has, and that is never done.',
        fix: 'Take another filter, or use promptAgent.',
      });
    }
    return faults;
  });
}

function actionsOf(action: FollowUpActionSection): FollowUpAction[] {
  const { promptAgent, promptRequester, reassign, unassign, setState, close } = action;
  return [
    ...(promptAgent === true ? [{ kind: 'prompt_agent' } as const] : []),
    ...(promptRequester !== undefined ? [{ kind: 'prompt_requester', text: promptRequester } as const] : []),
    ...(reassign !== undefined ? [{ kind: 'reassign', to: reassign } as const] : []),
    ...(unassign === true ? [{ kind: 'reassign', to: null } as const] : []),
    ...(setState !== undefined ? [{ kind: 'set_state', state: setState } as const] : []),
    ...(close !== undefined ? [{ kind: 'close', state: close } as const] : []),
  ];
}
